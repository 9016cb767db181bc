// androidx.lifecycle 2.9.4, lifecycle/lifecycle-viewmodel-compose/src/commonMain/kotlin/androidx/lifecycle/viewmodel/
// compose/ViewModel.kt

package androidx.lifecycle.viewmodel.compose

import androidx.compose.runtime.Composable
import androidx.lifecycle.ViewModel

class CreationExtras

@Composable
inline fun <reified VM : ViewModel> viewModel(
    key: String? = null,
    noinline initializer: CreationExtras.() -> VM
): VM = TODO()
