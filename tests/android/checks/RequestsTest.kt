package com.amplifyframework.api.aws // whose reader of answers is its own

import app.fieldnotes.data.Operations
import app.fieldnotes.data.updateOf
import com.amplifyframework.api.graphql.GraphQLRequest
import com.amplifyframework.api.graphql.GraphQLResponse
import com.amplifyframework.api.graphql.model.ModelQuery
import com.amplifyframework.datastore.generated.model.Todo
import com.amplifyframework.util.TypeMaker
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

/** Amplify's own classes make the requests and read the answers, as far as that needs no phone. */
class RequestsTest {
    private fun <T> read(request: GraphQLRequest<T>, json: String): GraphQLResponse<T> {
        val factory = GsonGraphQLResponseFactory()
        return factory.buildResponse(request, json, "data")
    }

    @Test
    fun `an update sends what changes alone, and asks for the whole model`() {
        val request = updateOf(Todo.justId("1"), "isDone" to true)
        assertEquals(mapOf("input" to mapOf("id" to "1", "isDone" to true)), request.variables)
        assertTrue(request.query, "updateTodo(input: \$input)" in request.query)
        for (field in listOf("id", "content", "isDone", "createdAt")) assertTrue(field, Regex("\\b$field\\b") in request.query)
    }

    @Test
    fun `a list is read with its next page`() {
        val todo = """{ "id": "1", "content": "Count the swifts", "isDone": false, "createdAt": "2026-01-02T03:04:05Z" }"""
        val page =
            read(ModelQuery.list(Todo::class.java), """{ "data": { "listTodos": { "items": [$todo], "nextToken": "more" } } }""").data
        assertEquals(listOf("Count the swifts"), page.items.map { it.content })
        assertTrue(page.hasNextResult())
        assertEquals("more", (page.requestForNextResult as AppSyncGraphQLRequest).variables["nextToken"])
    }

    @Test
    fun `an answer of an operation is read by its name`() {
        val request =
            Operations.request<String>("query sayHello { sayHello }", mapOf("name" to null), String::class.java)
        assertEquals(emptyMap<String, Any>(), request.variables)
        assertEquals("Hello", read(request, """{ "data": { "sayHello": "Hello" } }""").data["sayHello"])
        val all = Operations.request<List<Todo>>("…", emptyMap(), TypeMaker.getParameterizedType(List::class.java, Todo::class.java))
        val todos = read(all, """{ "data": { "all": [{ "id": "1", "content": "Oil the gate" }] } }""").data["all"]
        assertEquals("Oil the gate", todos?.single()?.content)
        val refused = read(request, """{ "data": { "sayHello": null }, "errors": [{ "message": "Not Authorized" }] }""")
        assertEquals(listOf("Not Authorized"), refused.errors.map { it.message })
        assertNull(refused.data["sayHello"])
    }
}
