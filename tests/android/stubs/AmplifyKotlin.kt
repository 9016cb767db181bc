// amplify-android 2.40.0, core-kotlin/src/main/java/com/amplifyframework/kotlin/core/Amplify.kt

package com.amplifyframework.kotlin.core

import android.content.Context
import com.amplifyframework.core.configuration.AmplifyOutputs
import com.amplifyframework.core.plugin.Plugin
import com.amplifyframework.kotlin.api.KotlinApiFacade
import com.amplifyframework.kotlin.auth.KotlinAuthFacade
import com.amplifyframework.kotlin.storage.KotlinStorageFacade

class Amplify {
    companion object {
        val API = KotlinApiFacade()
        val Auth = KotlinAuthFacade()
        val Storage = KotlinStorageFacade()

        fun configure(amplifyOutputs: AmplifyOutputs, context: Context): Unit = TODO()

        fun <P : Plugin<*>> addPlugin(plugin: P): Unit = TODO()
    }
}
