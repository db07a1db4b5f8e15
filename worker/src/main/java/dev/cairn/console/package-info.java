/// The page on which people see how a worker is doing, and look into the state it holds.
@NullMarked
package dev.cairn.console;

import org.jspecify.annotations.NullMarked;
