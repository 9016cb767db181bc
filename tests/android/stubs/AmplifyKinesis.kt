// amplify-android 2.40.0, aws-kinesis/src/main/java/com/amplifyframework/kinesis/AmplifyKinesisClient.kt and
// AmplifyKinesisException.kt, aws-kinesis/src/main/java/com/amplifyframework/recordcache/Types.kt

package com.amplifyframework.kinesis

import android.content.Context
import com.amplifyframework.foundation.credentials.AwsCredentials
import com.amplifyframework.foundation.credentials.AwsCredentialsProvider
import com.amplifyframework.foundation.exceptions.AmplifyException
import com.amplifyframework.foundation.result.Result

class AmplifyKinesisClient(
    context: Context,
    private val region: String,
    private val credentialsProvider: AwsCredentialsProvider<AwsCredentials>
) {
    suspend fun record(
        data: ByteArray,
        partitionKey: String,
        streamName: String
    ): Result<RecordData, AmplifyKinesisException> = TODO()
}

sealed class AmplifyKinesisException(message: String, recoverySuggestion: String, cause: Throwable? = null) :
    AmplifyException(message, recoverySuggestion, cause)

data class RecordData(val success: Boolean = true)
