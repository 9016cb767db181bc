package app.fieldnotes.data

import org.junit.Assert.assertEquals
import org.junit.Test

/** Whoever is in several groups has the rights of the weightiest alone, as Cognito gives its role. */
class UsableFoldersTest {
    private fun folder(title: String, vararg groups: String, isPublic: Boolean = false) =
        Folder(title, isPrivate = false, prefix = "$title/", groups = groups.toSet(), isPublic = isPublic)

    private val folders =
        listOf(
            folder("shared"),
            folder("reports", "EDITORS"),
            folder("long", "Group-with-a-long-name"),
            folder("news", "EDITORS", isPublic = true),
        )

    private fun seenBy(vararg groups: String) = folders.usableBy(groups.toSet()).map { it.title to it.isReadOnly }

    @Test
    fun `nobody's groups leave what is shared, and what may be read`() {
        assertEquals(listOf("shared" to false, "news" to true), seenBy())
    }

    @Test
    fun `members change what is theirs`() {
        assertEquals(listOf("shared" to false, "reports" to false, "news" to false), seenBy("EDITORS"))
        assertEquals(listOf("shared" to false, "long" to false, "news" to true), seenBy("Group-with-a-long-name"))
    }

    @Test
    fun `of several groups the weightiest counts`() {
        assertEquals(seenBy("EDITORS"), seenBy("Group-with-a-long-name", "EDITORS"))
    }
}
