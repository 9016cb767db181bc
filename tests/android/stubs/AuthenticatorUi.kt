// amplify-ui-android, authenticator 1.10.0,
// authenticator/src/main/java/com/amplifyframework/ui/authenticator/ui/Authenticator.kt and SignIn.kt

package com.amplifyframework.ui.authenticator.ui

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import com.amplifyframework.ui.authenticator.AuthenticatorState
import com.amplifyframework.ui.authenticator.SignInState
import com.amplifyframework.ui.authenticator.SignedInState
import com.amplifyframework.ui.authenticator.rememberAuthenticatorState

@Composable
fun Authenticator(
    modifier: Modifier = Modifier,
    state: AuthenticatorState = rememberAuthenticatorState(),
    signInContent: @Composable (state: SignInState) -> Unit = { SignIn(it) },
    headerContent: @Composable () -> Unit = {},
    footerContent: @Composable () -> Unit = {},
    content: @Composable (state: SignedInState) -> Unit
) {
    TODO()
}

@Composable
fun SignIn(
    state: SignInState,
    modifier: Modifier = Modifier,
    headerContent: @Composable (SignInState) -> Unit = {},
    footerContent: @Composable (SignInState) -> Unit = {}
) {
    TODO()
}
