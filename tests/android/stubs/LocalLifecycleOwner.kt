// androidx.lifecycle 2.9.4, lifecycle/lifecycle-runtime-compose/src/commonMain/kotlin/androidx/lifecycle/compose/
// LocalLifecycleOwner.kt, from memory

package androidx.lifecycle.compose

import androidx.compose.runtime.ProvidableCompositionLocal
import androidx.lifecycle.LifecycleOwner

val LocalLifecycleOwner: ProvidableCompositionLocal<LifecycleOwner> get() = TODO()
