// aws-sdk-appsync 1.0.1, appsync/aws-sdk-appsync-events/src/main/java/com/amazonaws/sdk/appsync/events/Events.kt,
// EventsRestClient.kt and EventsWebSocketClient.kt in amplify-android, tag release_events_v1.0.1

package com.amazonaws.sdk.appsync.events

import com.amazonaws.sdk.appsync.core.AppSyncAuthorizer
import com.amazonaws.sdk.appsync.events.data.EventsMessage
import com.amazonaws.sdk.appsync.events.data.PublishResult
import kotlinx.coroutines.flow.Flow
import kotlinx.serialization.json.JsonElement

class Events(val endpoint: String) {
    fun createRestClient(publishAuthorizer: AppSyncAuthorizer, options: Options.Rest = Options.Rest()): EventsRestClient =
        TODO()

    fun createWebSocketClient(
        connectAuthorizer: AppSyncAuthorizer,
        subscribeAuthorizer: AppSyncAuthorizer,
        publishAuthorizer: AppSyncAuthorizer,
        options: Options.WebSocket = Options.WebSocket()
    ): EventsWebSocketClient = TODO()

    sealed class Options {
        class Rest : Options()

        class WebSocket : Options()
    }
}

class EventsRestClient internal constructor(val publishAuthorizer: AppSyncAuthorizer) {
    suspend fun publish(
        channelName: String,
        event: JsonElement,
        authorizer: AppSyncAuthorizer = publishAuthorizer
    ): PublishResult = TODO()
}

class EventsWebSocketClient internal constructor(val subscribeAuthorizer: AppSyncAuthorizer) {
    fun subscribe(channelName: String, authorizer: AppSyncAuthorizer = this.subscribeAuthorizer): Flow<EventsMessage> =
        TODO()

    suspend fun disconnect(flushEvents: Boolean = true): Unit = TODO()
}
