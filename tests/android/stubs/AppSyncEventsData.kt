// aws-sdk-appsync 1.0.1, appsync/aws-sdk-appsync-events/src/main/java/com/amazonaws/sdk/appsync/events/data/EventsMessage.kt,
// EventsException.kt and PublishResult.kt in amplify-android, tag release_events_v1.0.1

package com.amazonaws.sdk.appsync.events.data

import kotlinx.serialization.json.JsonElement

data class EventsMessage(val data: JsonElement)

open class EventsException internal constructor(message: String, cause: Throwable? = null) : Exception(message, cause)

sealed class PublishResult {
    data class Response internal constructor(
        val successfulEvents: List<SuccessfulEvent>,
        val failedEvents: List<FailedEvent>
    ) : PublishResult()

    data class Failure internal constructor(val error: EventsException) : PublishResult()
}

data class SuccessfulEvent internal constructor(val identifier: String, val index: Int)

data class FailedEvent internal constructor(
    val identifier: String,
    val index: Int,
    val errorCode: Int? = null,
    val errorMessage: String? = null
)
