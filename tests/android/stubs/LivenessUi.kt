// amplify-ui-android, liveness 1.10.0,
// liveness/src/main/java/com/amplifyframework/ui/liveness/ui/FaceLivenessDetector.kt

package com.amplifyframework.ui.liveness.ui

import androidx.compose.runtime.Composable
import com.amplifyframework.auth.AWSCredentials
import com.amplifyframework.auth.AWSCredentialsProvider
import com.amplifyframework.core.Action
import com.amplifyframework.core.Consumer
import com.amplifyframework.ui.liveness.model.FaceLivenessDetectionException

@Composable
fun FaceLivenessDetector(
    sessionId: String,
    region: String,
    credentialsProvider: AWSCredentialsProvider<AWSCredentials>? = null,
    disableStartView: Boolean = false,
    onComplete: Action,
    onError: Consumer<FaceLivenessDetectionException>
): Unit = TODO()

@Composable
fun FaceLivenessDetector(
    sessionId: String,
    region: String,
    credentialsProvider: AWSCredentialsProvider<AWSCredentials>? = null,
    disableStartView: Boolean = false,
    onComplete: Action,
    onError: Consumer<FaceLivenessDetectionException>,
    challengeOptions: ChallengeOptions = ChallengeOptions(),
    videoOptions: VideoOptions = VideoOptions()
): Unit = TODO()

class ChallengeOptions

class VideoOptions
