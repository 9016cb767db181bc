// amplify-android 2.40.0, foundation/src/commonMain/kotlin/com/amplifyframework/foundation/exceptions/AmplifyException.kt

package com.amplifyframework.foundation.exceptions

abstract class AmplifyException(message: String, val recoverySuggestion: String, cause: Throwable? = null) :
    Exception(message, cause)
