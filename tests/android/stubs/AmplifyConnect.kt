// amplify-android 2.40.0, aws-connect/src/main/java/com/amplifyframework/connect/AmplifyConnectClient.kt,
// AmplifyConnectException.kt, ConnectClientConfiguration.kt and ConnectResults.kt

package com.amplifyframework.connect

import android.content.Context
import com.amplifyframework.annotations.ExperimentalAmplifyApi
import com.amplifyframework.foundation.credentials.AwsCredentials
import com.amplifyframework.foundation.credentials.AwsCredentialsProvider
import com.amplifyframework.foundation.exceptions.AmplifyException
import com.amplifyframework.foundation.result.Result

@ExperimentalAmplifyApi
class AmplifyConnectClient(
    context: Context,
    configuration: ConnectClientConfiguration,
    private val credentialsProvider: AwsCredentialsProvider<AwsCredentials>,
    private val platform: String? = null,
    private val appVersion: String? = null
) {
    suspend fun registerDevice(token: String): RegisterDeviceResult = TODO()

    suspend fun removeDevice(): RemoveDeviceResult = TODO()
}

@ExperimentalAmplifyApi
data class ConnectClientConfiguration(val endpoint: String, val region: String)

@ExperimentalAmplifyApi
sealed class AmplifyConnectException(message: String, recoverySuggestion: String, cause: Throwable? = null) :
    AmplifyException(message, recoverySuggestion, cause)

@ExperimentalAmplifyApi
class RegisterDeviceData internal constructor()

typealias RegisterDeviceResult = Result<RegisterDeviceData, AmplifyConnectException>

@ExperimentalAmplifyApi
class RemoveDeviceData internal constructor()

typealias RemoveDeviceResult = Result<RemoveDeviceData, AmplifyConnectException>
