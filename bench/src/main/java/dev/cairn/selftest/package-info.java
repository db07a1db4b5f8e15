/// `./cairn selftest`: what the worker promises, tried on the machine at hand.
@NullMarked
package dev.cairn.selftest;

import org.jspecify.annotations.NullMarked;
