// androidx.lifecycle 2.9.4, lifecycle/lifecycle-viewmodel/src/commonMain/kotlin/androidx/lifecycle/ViewModel.kt and
// ViewModel.ext.kt; it works, so that view models run

package androidx.lifecycle

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob

abstract class ViewModel {
    internal val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
}

val ViewModel.viewModelScope: CoroutineScope
    get() = scope
