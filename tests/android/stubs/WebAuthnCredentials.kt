// amplify-android 2.40.0, core/src/main/java/com/amplifyframework/auth/result/AuthListWebAuthnCredentialsResult.kt

package com.amplifyframework.auth.result

import java.time.Instant

interface AuthWebAuthnCredential {
    val credentialId: String
    val friendlyName: String?
    val relyingPartyId: String
    val createdAt: Instant
}

interface AuthListWebAuthnCredentialsResult {
    val credentials: List<AuthWebAuthnCredential>
}
