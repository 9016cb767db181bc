// androidx.compose.ui 1.10, compose/ui/ui-tooling-preview/src/androidMain/kotlin/androidx/compose/ui/tooling/preview/
// Preview.android.kt

package androidx.compose.ui.tooling.preview

annotation class Preview(val name: String = "", val showBackground: Boolean = false)
