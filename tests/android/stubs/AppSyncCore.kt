// aws-sdk-appsync 1.0.1, appsync/aws-sdk-appsync-core/src/main/java/com/amazonaws/sdk/appsync/core/AppSyncAuthorizer.kt and
// AppSyncRequest.kt in amplify-android, tag release_events_v1.0.1

package com.amazonaws.sdk.appsync.core

interface AppSyncAuthorizer {
    suspend fun getAuthorizationHeaders(request: AppSyncRequest): Map<String, String>
}

interface AppSyncRequest
