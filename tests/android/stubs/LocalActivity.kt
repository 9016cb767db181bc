// androidx.activity 1.10.1, activity-compose/src/main/java/androidx/activity/compose/LocalActivity.kt, from memory

package androidx.activity.compose

import android.app.Activity
import androidx.compose.runtime.ProvidableCompositionLocal

val LocalActivity: ProvidableCompositionLocal<Activity?> get() = TODO()
