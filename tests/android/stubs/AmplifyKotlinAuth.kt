// amplify-android 2.40.0, core-kotlin/src/main/java/com/amplifyframework/kotlin/auth/Auth.kt and KotlinAuthFacade.kt

package com.amplifyframework.kotlin.auth

import android.app.Activity
import com.amplifyframework.auth.AuthProvider
import com.amplifyframework.auth.AuthSession
import com.amplifyframework.auth.AuthUserAttribute
import com.amplifyframework.auth.TOTPSetupDetails
import com.amplifyframework.auth.options.AuthAssociateWebAuthnCredentialsOptions
import com.amplifyframework.auth.options.AuthDeleteWebAuthnCredentialOptions
import com.amplifyframework.auth.options.AuthFetchSessionOptions
import com.amplifyframework.auth.options.AuthListWebAuthnCredentialsOptions
import com.amplifyframework.auth.options.AuthVerifyTOTPSetupOptions
import com.amplifyframework.auth.options.AuthWebUISignInOptions
import com.amplifyframework.auth.result.AuthListWebAuthnCredentialsResult
import com.amplifyframework.auth.result.AuthSignInResult

class KotlinAuthFacade {
    suspend fun fetchAuthSession(options: AuthFetchSessionOptions = AuthFetchSessionOptions.defaults()): AuthSession = TODO()

    suspend fun fetchUserAttributes(): List<AuthUserAttribute> = TODO()

    suspend fun signInWithSocialWebUI(
        provider: AuthProvider,
        callingActivity: Activity,
        options: AuthWebUISignInOptions = AuthWebUISignInOptions.builder().build()
    ): AuthSignInResult = TODO()

    suspend fun setUpTOTP(): TOTPSetupDetails = TODO()

    suspend fun verifyTOTPSetup(
        code: String,
        options: AuthVerifyTOTPSetupOptions = AuthVerifyTOTPSetupOptions.defaults()
    ): Unit = TODO()

    suspend fun associateWebAuthnCredential(
        callingActivity: Activity,
        options: AuthAssociateWebAuthnCredentialsOptions = AuthAssociateWebAuthnCredentialsOptions.defaults()
    ): Unit = TODO()

    suspend fun listWebAuthnCredentials(
        options: AuthListWebAuthnCredentialsOptions = AuthListWebAuthnCredentialsOptions.defaults()
    ): AuthListWebAuthnCredentialsResult = TODO()

    suspend fun deleteWebAuthnCredential(
        credentialId: String,
        options: AuthDeleteWebAuthnCredentialOptions = AuthDeleteWebAuthnCredentialOptions.defaults()
    ): Unit = TODO()
}
