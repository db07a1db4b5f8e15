@NullMarked
package dev.cairn.selftest;

import org.jspecify.annotations.NullMarked;
