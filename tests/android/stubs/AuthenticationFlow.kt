// amplify-ui-android, authenticator 1.10.0,
// authenticator/src/main/java/com/amplifyframework/ui/authenticator/data/AuthenticationFlow.kt, AuthFactor.kt and
// PasskeyPrompt.kt

package com.amplifyframework.ui.authenticator.data

sealed interface AuthenticationFlow {
    data object Password : AuthenticationFlow

    data class UserChoice(
        val preferredAuthFactor: AuthFactor? = null,
        val passkeyPrompts: PasskeyPrompts = PasskeyPrompts()
    ) : AuthenticationFlow
}

sealed interface AuthFactor {
    data class Password(val srp: Boolean = true) : AuthFactor
    data object EmailOtp : AuthFactor
    data object SmsOtp : AuthFactor
    data object WebAuthn : AuthFactor
}

data class PasskeyPrompts(
    val afterSignIn: PasskeyPrompt = PasskeyPrompt.Always,
    val afterSignUp: PasskeyPrompt = PasskeyPrompt.Always
)

sealed interface PasskeyPrompt {
    data object Never : PasskeyPrompt

    data object Always : PasskeyPrompt
}
