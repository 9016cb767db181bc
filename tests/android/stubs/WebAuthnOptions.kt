// amplify-android 2.40.0, core/src/main/java/com/amplifyframework/auth/options/AuthAssociateWebAuthnCredentialsOptions.kt,
// AuthListWebAuthnCredentialsOptions.kt and AuthDeleteWebAuthnCredentialOptions.kt

package com.amplifyframework.auth.options

class AuthAssociateWebAuthnCredentialsOptions {
    companion object {
        fun defaults(): AuthAssociateWebAuthnCredentialsOptions = TODO()
    }
}

class AuthListWebAuthnCredentialsOptions {
    companion object {
        fun defaults(): AuthListWebAuthnCredentialsOptions = TODO()
    }
}

class AuthDeleteWebAuthnCredentialOptions {
    companion object {
        fun defaults(): AuthDeleteWebAuthnCredentialOptions = TODO()
    }
}
