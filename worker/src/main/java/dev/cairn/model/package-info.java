/// The words of the domain: immutable, and nothing but the JDK below them.
@NullMarked
package dev.cairn.model;

import org.jspecify.annotations.NullMarked;
