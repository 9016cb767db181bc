// amplify-android 2.40.0, core-kotlin/src/main/java/com/amplifyframework/kotlin/storage/Storage.kt and
// KotlinStorageFacade.kt

package com.amplifyframework.kotlin.storage

import com.amplifyframework.storage.StoragePath
import com.amplifyframework.storage.options.StorageGetUrlOptions
import com.amplifyframework.storage.options.StoragePagedListOptions
import com.amplifyframework.storage.options.StorageRemoveOptions
import com.amplifyframework.storage.options.StorageUploadInputStreamOptions
import com.amplifyframework.storage.result.StorageGetUrlResult
import com.amplifyframework.storage.result.StorageListResult
import com.amplifyframework.storage.result.StorageRemoveResult
import com.amplifyframework.storage.result.StorageTransferProgress
import com.amplifyframework.storage.result.StorageUploadInputStreamResult
import java.io.InputStream
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.FlowPreview
import kotlinx.coroutines.flow.Flow

interface Storage {
    @FlowPreview
    class InProgressStorageOperation<T> {
        fun progress(): Flow<StorageTransferProgress> = TODO()

        suspend fun result(): T = TODO()

        fun cancel(): Unit = TODO()
    }
}

class KotlinStorageFacade {
    suspend fun getUrl(
        path: StoragePath,
        options: StorageGetUrlOptions = StorageGetUrlOptions.defaultInstance()
    ): StorageGetUrlResult = TODO()

    @FlowPreview
    @ExperimentalCoroutinesApi
    fun uploadInputStream(
        path: StoragePath,
        local: InputStream,
        options: StorageUploadInputStreamOptions = StorageUploadInputStreamOptions.defaultInstance()
    ): Storage.InProgressStorageOperation<StorageUploadInputStreamResult> = TODO()

    suspend fun remove(
        path: StoragePath,
        options: StorageRemoveOptions = StorageRemoveOptions.defaultInstance()
    ): StorageRemoveResult = TODO()

    suspend fun list(path: StoragePath, options: StoragePagedListOptions): StorageListResult = TODO()
}
