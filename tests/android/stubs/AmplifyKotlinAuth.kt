// amplify-android 2.40.0, core-kotlin/src/main/java/com/amplifyframework/kotlin/auth/Auth.kt and KotlinAuthFacade.kt

package com.amplifyframework.kotlin.auth

import com.amplifyframework.auth.AuthSession
import com.amplifyframework.auth.options.AuthFetchSessionOptions

class KotlinAuthFacade {
    suspend fun fetchAuthSession(options: AuthFetchSessionOptions = AuthFetchSessionOptions.defaults()): AuthSession = TODO()
}
