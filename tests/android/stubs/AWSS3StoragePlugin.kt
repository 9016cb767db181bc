// amplify-android 2.40.0, aws-storage-s3/src/main/java/com/amplifyframework/storage/s3/AWSS3StoragePlugin.java

package com.amplifyframework.storage.s3

import com.amplifyframework.storage.StoragePlugin

/** Its constructor without parameters. */
fun AWSS3StoragePlugin(): StoragePlugin<*> = TODO()
