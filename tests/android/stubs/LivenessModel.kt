// amplify-ui-android, liveness 1.10.0,
// liveness/src/main/java/com/amplifyframework/ui/liveness/model/FaceLivenessDetectionException.kt

package com.amplifyframework.ui.liveness.model

open class FaceLivenessDetectionException(
    val message: String,
    val recoverySuggestion: String = "Retry the face liveness check.",
    val throwable: Throwable? = null
) {
    class UserCancelledException(
        message: String = "User cancelled the face liveness check.",
        recoverySuggestion: String = "Retry the face liveness check.",
        throwable: Throwable? = null
    ) : FaceLivenessDetectionException(message, recoverySuggestion, throwable)
}
