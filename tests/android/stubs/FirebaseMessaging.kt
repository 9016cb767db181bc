// firebase-android-sdk 33.16.0, firebase-messaging/src/main/java/com/google/firebase/messaging/FirebaseMessaging.java,
// FirebaseMessagingService.java and RemoteMessage.java, from memory

package com.google.firebase.messaging

import android.app.Service
import android.content.Intent
import android.os.IBinder
import com.google.android.gms.tasks.Task

class FirebaseMessaging {
    val token: Task<String> get() = TODO()

    companion object {
        @JvmStatic
        fun getInstance(): FirebaseMessaging = TODO()
    }
}

abstract class FirebaseMessagingService : Service() {
    open fun onMessageReceived(message: RemoteMessage) {}

    override fun onBind(intent: Intent): IBinder = TODO()
}

class RemoteMessage {
    val messageId: String? get() = TODO()

    val data: Map<String, String> get() = TODO()

    val notification: Notification? get() = TODO()

    class Notification {
        val title: String? get() = TODO()

        val body: String? get() = TODO()
    }
}
