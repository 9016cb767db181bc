// amplify-ui-android, authenticator 1.10.0,
// authenticator/src/main/java/com/amplifyframework/ui/authenticator/ui/Authenticator.kt

package com.amplifyframework.ui.authenticator.ui

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import com.amplifyframework.ui.authenticator.SignedInState

@Composable
fun Authenticator(
    modifier: Modifier = Modifier,
    headerContent: @Composable () -> Unit = {},
    footerContent: @Composable () -> Unit = {},
    content: @Composable (state: SignedInState) -> Unit
) {
    TODO()
}
