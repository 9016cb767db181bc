package app.fieldnotes.data

import aws.smithy.kotlin.runtime.auth.awscredentials.Credentials
import aws.smithy.kotlin.runtime.auth.awscredentials.CredentialsProvider
import aws.smithy.kotlin.runtime.collections.Attributes
import com.amplifyframework.api.aws.auth.IamRequestDecorator
import com.amplifyframework.api.aws.sigv4.ApiGatewayIamSigner
import java.io.IOException
import kotlinx.coroutines.runBlocking
import okhttp3.OkHttpClient
import okhttp3.Protocol
import okhttp3.Request
import okhttp3.Response
import okhttp3.ResponseBody.Companion.toResponseBody
import okio.Buffer
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

/** Requests are signed by Amplify's own classes, and answered before they reach the network. */
class PlaceRepositoryTest {
    private val sent = mutableListOf<Request>()
    private var answer = 200 to "{}"
    private val client =
        OkHttpClient
            .Builder()
            .addInterceptor { chain ->
                sent += chain.request()
                Response
                    .Builder()
                    .request(chain.request())
                    .protocol(Protocol.HTTP_1_1)
                    .code(answer.first)
                    .message("")
                    .body(answer.second.toResponseBody())
                    .build()
            }.build()

    /** The map's client asks its own interceptor first, and the network, of which there is none, last. */
    private fun repository(
        client: OkHttpClient = this.client,
        credentials: CredentialsProvider = Signer,
    ): PlaceRepository {
        val signer = ApiGatewayIamSigner("eu-central-1")
        return AmplifyPlaceRepository("eu-central-1", client) { request, service ->
            IamRequestDecorator(signer, credentials, service).decorate(request)
        }
    }

    private object Signer : CredentialsProvider {
        override suspend fun resolve(attributes: Attributes) = Credentials("AKIDEXAMPLE", "secret", "token")
    }

    @Test
    fun `a search is signed for places, and its answer is read`() {
        answer =
            200 to
            """{"ResultItems":[
                {"PlaceId":"a","Title":"Cologne Cathedral","Address":{"Label":"Domkloster 4"},
                 "Position":[6.96,50.94],"MapView":[6.95,50.93,6.97,50.95]},
                {"PlaceId":"b","Title":"A point","Position":[1,2]}]}"""
        val (cathedral, point) = runBlocking { repository().find("cathedral") }
        assertEquals(
            Place("a", "Cologne Cathedral", "Domkloster 4", 50.94, 6.96, Area(6.95, 50.93, 6.97, 50.95)),
            cathedral,
        )
        assertEquals(Place("b", "A point", "", 2.0, 1.0, Area(1.0, 2.0, 1.0, 2.0)), point)
        val request = sent.single()
        assertEquals("POST https://places.geo.eu-central-1.amazonaws.com/v2/geocode", "${request.method} ${request.url}")
        assertTrue(request.header("authorization").orEmpty().contains("/eu-central-1/geo-places/aws4_request"))
        assertEquals("token", request.header("x-amz-security-token"))
        assertEquals("cathedral", JSONObject(Buffer().also { request.body?.writeTo(it) }.readUtf8()).getString("QueryText"))
    }

    @Test
    fun `nothing found and a refusal are told apart`() {
        assertEquals(emptyList<Place>(), runBlocking { repository().find("nowhere") })
        answer = 403 to """{"message":"no"}"""
        val exception = assertThrows(PlaceException::class.java) { runBlocking { repository().find("nowhere") } }
        assertEquals("Search is not available (status 403).", exception.message)
    }

    /** As the map asks: what was added to the client last sees a request last. */
    private fun load(
        path: String,
        credentials: CredentialsProvider = Signer,
    ): Request {
        val open = OkHttpClient()
        val calls = repository(open, credentials).mapClient as OkHttpClient
        val last = calls.newBuilder().apply { interceptors() += client.interceptors }.build()
        val url = "https://maps.geo.eu-central-1.amazonaws.com$path"
        last.newCall(Request.Builder().url(url).build()).execute().close()
        return sent.last()
    }

    @Test
    fun `tiles of the map are signed, and nothing else of it`() {
        val tile = load("/v2/tiles/vector.basemap/1/0/1")
        assertTrue(tile.header("authorization").orEmpty().contains("/eu-central-1/geo-maps/aws4_request"))
        assertNull(load("/v2/styles/Standard/descriptor").header("authorization"))
        assertNull(load("/v2/glyphs/Amazon%20Ember%20Regular/0-255.pbf").header("authorization"))
    }

    @Test
    fun `a tile that cannot be signed fails as one that cannot be loaded`() {
        val nobody =
            object : CredentialsProvider {
                override suspend fun resolve(attributes: Attributes): Credentials = throw IllegalStateException("signed out")
            }
        assertThrows(IOException::class.java) { load("/v2/tiles/vector.basemap/1/0/1", nobody) }
    }

    @Test
    fun `the style is that of the colors`() {
        val style = "https://maps.geo.eu-central-1.amazonaws.com/v2/styles/Standard/descriptor?color-scheme="
        assertEquals(listOf(style + "Light", style + "Dark"), listOf(false, true).map { repository().mapStyle(it) })
    }
}
