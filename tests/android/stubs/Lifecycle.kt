// androidx.lifecycle 2.9.4, lifecycle/lifecycle-common/src/commonMain/kotlin/androidx/lifecycle/Lifecycle.kt,
// LifecycleOwner.kt and LifecycleEventObserver.kt, from memory

package androidx.lifecycle

abstract class Lifecycle {
    abstract fun addObserver(observer: LifecycleObserver)

    abstract fun removeObserver(observer: LifecycleObserver)

    enum class Event { ON_CREATE, ON_START, ON_RESUME, ON_PAUSE, ON_STOP, ON_DESTROY, ON_ANY }
}

interface LifecycleObserver

fun interface LifecycleEventObserver : LifecycleObserver {
    fun onStateChanged(
        source: LifecycleOwner,
        event: Lifecycle.Event,
    )
}

interface LifecycleOwner {
    val lifecycle: Lifecycle
}
