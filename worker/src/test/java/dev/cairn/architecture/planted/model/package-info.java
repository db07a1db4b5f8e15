/// Planted: shows that the rules of PackageDirectionTest can fail.
@NullMarked
package dev.cairn.architecture.planted.model;

import org.jspecify.annotations.NullMarked;
