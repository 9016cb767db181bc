package app.fieldnotes.data

import aws.smithy.kotlin.runtime.auth.awscredentials.Credentials
import aws.smithy.kotlin.runtime.auth.awscredentials.CredentialsProvider
import aws.smithy.kotlin.runtime.collections.Attributes
import com.amplifyframework.api.aws.auth.IamRequestDecorator
import com.amplifyframework.api.aws.sigv4.ApiGatewayIamSigner
import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import java.net.InetAddress
import java.net.InetSocketAddress
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

/** Requests arrive at a server, signed by Amplify's own classes. */
class RestApiTest {
    private class Received(val line: String, val body: String, val authorization: String, val token: String?, val type: String?)

    private val received = mutableListOf<Received>()
    private var answer = 200 to "[]"
    private val server =
        HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0).apply {
            createContext("/") { handle(it) }
            start()
        }

    private fun handle(exchange: HttpExchange) {
        val headers = exchange.requestHeaders
        received +=
            Received(
                "${exchange.requestMethod} ${exchange.requestURI}",
                exchange.requestBody.readBytes().decodeToString(),
                headers.getFirst("authorization").orEmpty(),
                headers.getFirst("x-amz-security-token"),
                headers.getFirst("content-type"),
            )
        val bytes = answer.second.toByteArray()
        exchange.sendResponseHeaders(answer.first, bytes.size.toLong())
        exchange.responseBody.use { it.write(bytes) }
    }

    private val items: ItemRepository
        get() {
            val credentials =
                object : CredentialsProvider {
                    override suspend fun resolve(attributes: Attributes) = Credentials("AKIDEXAMPLE", "secret", "token")
                }
            val decorator = IamRequestDecorator(ApiGatewayIamSigner("eu-central-1"), credentials, "execute-api")
            return RestItemRepository(RestApi("http://127.0.0.1:${server.address.port}/prod/", decorator::decorate))
        }

    @After
    fun stop() = server.stop(0)

    @Test
    fun `items are read with a signature for API Gateway`() {
        answer = 200 to """[{ "id": "1", "name": "Binoculars" }, { "id": "2", "name": "Notebook" }]"""
        assertEquals(listOf(Item("1", "Binoculars"), Item("2", "Notebook")), runBlocking { items.list() })
        val request = received.single()
        assertEquals("GET /prod/items", request.line)
        assertTrue(
            request.authorization,
            Regex("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\\d{8}/eu-central-1/execute-api/aws4_request, .*Signature=\\w{64}")
                .matches(request.authorization),
        )
        assertEquals("token", request.token)
    }

    @Test
    fun `an item is sent as JSON`() {
        answer = 201 to """{ "id": "3", "name": "Été \"7\"" }"""
        assertEquals(Item("3", "Été \"7\""), runBlocking { items.create("Été \"7\"") })
        assertEquals("POST /prod/items", received.single().line)
        assertEquals("""{"name":"Été \"7\""}""", received.single().body)
        assertTrue(received.single().type.orEmpty().startsWith("application/json"))
    }

    @Test
    fun `a refusal says why`() {
        for ((body, reason) in listOf("""{ "message": "Forbidden" }""" to "Forbidden", "<html>" to "HTTP 403")) {
            answer = 403 to body
            val refusal = assertThrows(RestException::class.java) { runBlocking { items.list() } }
            assertEquals(403, refusal.status)
            assertEquals(reason, refusal.message)
        }
    }
}
