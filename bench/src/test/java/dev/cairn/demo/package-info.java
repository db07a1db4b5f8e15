@NullMarked
package dev.cairn.demo;

import org.jspecify.annotations.NullMarked;
