// firebase-android-sdk 33.16.0, firebase-common/src/main/java/com/google/firebase/FirebaseApp.java, from memory

package com.google.firebase

import android.content.Context

class FirebaseApp {
    companion object {
        @JvmStatic
        fun getApps(context: Context): List<FirebaseApp> = TODO()
    }
}
