// amplify-android 2.40.0, foundation/src/commonMain/kotlin/com/amplifyframework/foundation/result/Result.kt

package com.amplifyframework.foundation.result

sealed interface Result<out T, out E> {
    data class Success<out T>(val data: T) : Result<T, Nothing>

    data class Failure<out E>(val error: E) : Result<Nothing, E>
}
