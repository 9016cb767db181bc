// androidx.activity 1.10.1, activity/src/main/java/androidx/activity/ComponentActivity.kt and EdgeToEdge.kt

package androidx.activity

import android.app.Activity

open class ComponentActivity : Activity()

fun ComponentActivity.enableEdgeToEdge(): Unit = TODO()
