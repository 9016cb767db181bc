// play-services-tasks 18.2.0, com/google/android/gms/tasks/Task.java, from memory

package com.google.android.gms.tasks

abstract class Task<T> {
    abstract fun addOnSuccessListener(listener: OnSuccessListener<in T>): Task<T>

    abstract fun addOnFailureListener(listener: OnFailureListener): Task<T>
}

fun interface OnSuccessListener<T> {
    fun onSuccess(result: T)
}

fun interface OnFailureListener {
    fun onFailure(exception: Exception)
}
