// amplify-ui-android, authenticator 1.10.0,
// authenticator/src/main/java/com/amplifyframework/ui/authenticator/ui/Authenticator.kt and AuthenticatorStepState.kt

package com.amplifyframework.ui.authenticator

import com.amplifyframework.auth.AuthUser
import com.amplifyframework.auth.result.AuthSignOutResult

interface SignedInState {
    val user: AuthUser

    suspend fun signOut(): AuthSignOutResult
}
