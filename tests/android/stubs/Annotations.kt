// androidx.annotation 1.9.1, annotation/src/commonMain/kotlin/androidx/annotation/DrawableRes.kt, StringRes.kt and others

package androidx.annotation

annotation class DrawableRes

annotation class NonNull

annotation class Nullable

annotation class RawRes

annotation class StringRes
