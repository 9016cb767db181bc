// amplify-ui-android, authenticator 1.10.0,
// authenticator/src/main/java/com/amplifyframework/ui/authenticator/ui/Authenticator.kt, AuthenticatorState.kt and
// AuthenticatorStepState.kt

package com.amplifyframework.ui.authenticator

import androidx.compose.runtime.Composable
import com.amplifyframework.auth.AuthUser
import com.amplifyframework.auth.result.AuthSignOutResult
import com.amplifyframework.ui.authenticator.data.AuthenticationFlow

interface AuthenticatorState

interface SignInState

interface SignedInState {
    val user: AuthUser

    suspend fun signOut(): AuthSignOutResult
}

/** Its other parameters name types that no app of this template uses. */
@Composable
fun rememberAuthenticatorState(authenticationFlow: AuthenticationFlow = AuthenticationFlow.Password): AuthenticatorState = TODO()
