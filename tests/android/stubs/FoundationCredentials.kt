// amplify-android 2.40.0, foundation/src/commonMain/kotlin/com/amplifyframework/foundation/credentials/
// AwsCredentials.kt and AwsCredentialsProvider.kt,
// foundation-bridge/src/commonMain/kotlin/com/amplifyframework/foundation/credentials/SmithyCredentials.kt

package com.amplifyframework.foundation.credentials

import aws.smithy.kotlin.runtime.auth.awscredentials.CredentialsProvider

sealed interface AwsCredentials

fun interface AwsCredentialsProvider<out T : AwsCredentials> {
    suspend fun resolve(): T
}

fun CredentialsProvider.toAwsCredentialsProvider(): AwsCredentialsProvider<AwsCredentials> = TODO()
