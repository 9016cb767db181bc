package app.fieldnotes.data

import java.util.Base64
import org.junit.Assert.assertEquals
import org.junit.Test

/** Android's own reader of JSON, which unit tests on another machine do not have, reads what Cognito writes. */
class GroupsTest {
    private fun token(claims: String): String {
        val payload = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.toByteArray())
        return "header.$payload.signature"
    }

    @Test
    fun `a token names the groups`() {
        assertEquals(setOf("ADMINS", "été"), groupsIn(token("""{ "cognito:groups": ["ADMINS", "été"], "sub": "1" }""")))
    }

    @Test
    fun `a token of nobody's groups names none`() {
        assertEquals(emptySet<String>(), groupsIn(token("""{ "sub": "1" }""")))
    }
}
