// androidx.activity 1.10.1, activity/src/main/java/androidx/activity/result/contract/ActivityResultContracts.kt

package androidx.activity.result.contract

import android.net.Uri

abstract class ActivityResultContract<I, O>

class ActivityResultContracts private constructor() {
    open class GetContent : ActivityResultContract<String, Uri?>()

    class RequestPermission : ActivityResultContract<String, Boolean>()
}
