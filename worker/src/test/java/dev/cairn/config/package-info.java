@NullMarked
package dev.cairn.config;

import org.jspecify.annotations.NullMarked;
