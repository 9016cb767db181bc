// aws-sdk-appsync 1.0.1,
// appsync/aws-sdk-appsync-amplify/src/main/java/com/amazonaws/sdk/appsync/amplify/authorizers/AmplifyUserPoolAuthorizer.kt in
// amplify-android, tag release_events_v1.0.1

package com.amazonaws.sdk.appsync.amplify.authorizers

import com.amazonaws.sdk.appsync.core.AppSyncAuthorizer
import com.amazonaws.sdk.appsync.core.AppSyncRequest

class AmplifyUserPoolAuthorizer : AppSyncAuthorizer {
    override suspend fun getAuthorizationHeaders(request: AppSyncRequest): Map<String, String> = TODO()
}
