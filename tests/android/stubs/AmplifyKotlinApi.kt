// amplify-android 2.40.0, core-kotlin/src/main/java/com/amplifyframework/kotlin/api/GraphQL.kt and KotlinApiFacade.kt

package com.amplifyframework.kotlin.api

import com.amplifyframework.api.graphql.GraphQLRequest
import com.amplifyframework.api.graphql.GraphQLResponse

class KotlinApiFacade {
    suspend fun <R> query(request: GraphQLRequest<R>, apiName: String? = null): GraphQLResponse<R> = TODO()

    suspend fun <T> mutate(request: GraphQLRequest<T>, apiName: String? = null): GraphQLResponse<T> = TODO()
}
