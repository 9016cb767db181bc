// amplify-android 2.40.0, aws-auth-cognito/src/main/java/com/amplifyframework/auth/cognito/AWSCognitoAuthPlugin.kt

package com.amplifyframework.auth.cognito

import android.content.Context
import com.amplifyframework.auth.AuthException
import com.amplifyframework.core.Action
import com.amplifyframework.core.Consumer
import com.amplifyframework.core.category.CategoryType
import com.amplifyframework.core.plugin.Plugin
import org.json.JSONObject

class AWSCognitoAuthPlugin : Plugin<Any> {
    fun fetchMFAPreference(onSuccess: Consumer<UserMFAPreference>, onError: Consumer<AuthException>): Unit = TODO()

    fun updateMFAPreference(
        sms: MFAPreference? = null,
        totp: MFAPreference? = null,
        email: MFAPreference? = null,
        onSuccess: Action,
        onError: Consumer<AuthException>
    ): Unit = TODO()

    override fun initialize(context: Context): Unit = TODO()

    override fun getCategoryType(): CategoryType = TODO()

    override fun getPluginKey(): String = TODO()

    override fun configure(pluginConfiguration: JSONObject?, context: Context): Unit = TODO()

    override fun getEscapeHatch(): Any = TODO()

    override fun getVersion(): String = TODO()
}
