// androidx.core 1.5.0, core/src/main/java/androidx/core/util/ObjectsCompat.java

package androidx.core.util;

import java.util.Objects;

public final class ObjectsCompat {
    public static boolean equals(Object a, Object b) {
        return Objects.equals(a, b);
    }

    public static int hash(Object... values) {
        return Objects.hash(values);
    }
}
