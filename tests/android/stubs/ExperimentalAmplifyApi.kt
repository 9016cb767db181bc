// amplify-android 2.40.0, annotations/src/main/java/com/amplifyframework/annotations/ExperimentalAmplifyApi.kt

package com.amplifyframework.annotations

@RequiresOptIn(level = RequiresOptIn.Level.WARNING)
annotation class ExperimentalAmplifyApi
