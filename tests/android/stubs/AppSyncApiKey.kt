// aws-sdk-appsync 1.0.1,
// appsync/aws-sdk-appsync-core/src/main/java/com/amazonaws/sdk/appsync/core/authorizers/ApiKeyAuthorizer.kt in
// amplify-android, tag release_events_v1.0.1

package com.amazonaws.sdk.appsync.core.authorizers

import com.amazonaws.sdk.appsync.core.AppSyncAuthorizer
import com.amazonaws.sdk.appsync.core.AppSyncRequest

class ApiKeyAuthorizer(private val fetchApiKey: suspend () -> String) : AppSyncAuthorizer {
    constructor(apiKey: String) : this({ apiKey })

    override suspend fun getAuthorizationHeaders(request: AppSyncRequest): Map<String, String> = TODO()
}
