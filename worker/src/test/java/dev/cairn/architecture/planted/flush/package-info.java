/// Planted: shows that the rules of PackageDirectionTest can fail.
@NullMarked
package dev.cairn.architecture.planted.flush;

import org.jspecify.annotations.NullMarked;
