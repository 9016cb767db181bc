// androidx.compose.ui 1.10, compose/ui/ui/src/androidMain/kotlin/androidx/compose/ui/platform/
// AndroidCompositionLocals.android.kt

package androidx.compose.ui.platform

import android.content.Context
import androidx.compose.runtime.ProvidableCompositionLocal

val LocalContext: ProvidableCompositionLocal<Context> get() = TODO()
