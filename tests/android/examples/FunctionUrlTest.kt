package zed.everyexample.data

import aws.smithy.kotlin.runtime.auth.awscredentials.Credentials
import aws.smithy.kotlin.runtime.auth.awscredentials.CredentialsProvider
import aws.smithy.kotlin.runtime.collections.Attributes
import com.amplifyframework.api.aws.auth.IamRequestDecorator
import com.amplifyframework.api.aws.sigv4.ApiGatewayIamSigner
import com.sun.net.httpserver.HttpServer
import java.net.InetAddress
import java.net.InetSocketAddress
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.json.JSONObject
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

/** A server answers in parts; requests are signed by Amplify's own classes. */
class FunctionUrlTest {
    private val received = mutableListOf<String>()
    private var status = 200
    private val isRead = CountDownLatch(1)
    private val threads = Executors.newCachedThreadPool()
    private val server =
        HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0).apply {
            executor = threads
            createContext("/") { exchange ->
                received += exchange.requestHeaders.getFirst("authorization").orEmpty()
                received += exchange.requestBody.readBytes().decodeToString()
                exchange.sendResponseHeaders(status, 0)
                try {
                    exchange.responseBody.use {
                        it.write("Once ".toByteArray())
                        it.flush()
                        // The second part is written when the first has been read.
                        isRead.await(10, TimeUnit.SECONDS)
                        it.write("upon a t\u00efme".toByteArray())
                    }
                } catch (_: java.io.IOException) {
                    received += "gone"
                }
            }
            start()
        }

    private val url: FunctionUrl
        get() {
            val credentials =
                object : CredentialsProvider {
                    override suspend fun resolve(attributes: Attributes) = Credentials("AKIDEXAMPLE", "secret", "token")
                }
            val decorator = IamRequestDecorator(ApiGatewayIamSigner("eu-central-1"), credentials, "lambda")
            return FunctionUrl("http://127.0.0.1:${server.address.port}/", decorator::decorate)
        }

    @After
    fun stop() {
        isRead.countDown()
        server.stop(0)
        threads.shutdownNow()
    }

    @Test
    fun `a part arrives before the next is written`() {
        val parts = runBlocking { url.call(JSONObject().put("name", "Ada")).onEach { isRead.countDown() }.toList() }
        assertEquals("Once ", parts.first())
        assertEquals("Once upon a t\u00efme", parts.joinToString(""))
        assertTrue(received[0], "/eu-central-1/lambda/aws4_request" in received[0])
        assertEquals("""{"name":"Ada"}""", received[1])
    }

    @Test
    fun `a refusal is no answer`() {
        status = 403
        val exception =
            assertThrows(FunctionUrlException::class.java) { runBlocking { url.call(JSONObject()).collect {} } }
        assertEquals("The function refused (status 403).", exception.message)
    }

    @Test(timeout = 8_000)
    fun `who stops listening waits for no further part`() {
        assertEquals("Once ", runBlocking { url.call(JSONObject()).first() })
    }
}
