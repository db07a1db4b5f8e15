@NullMarked
package dev.cairn.broker;

import org.jspecify.annotations.NullMarked;
