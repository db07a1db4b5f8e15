package dev.cairn.runtime;

import java.util.Objects;

/// Which release this is.
public final class ProductVersion {
    private ProductVersion() {}

    /// From the jar; classes that were not packed have none.
    public static String text() {
        return Objects.requireNonNullElse(
                ProductVersion.class.getPackage().getImplementationVersion(), "development build");
    }
}
