/// How far the worker is: five heights, each raised by one writer and read by everyone.
@NullMarked
package dev.cairn.marks;

import org.jspecify.annotations.NullMarked;
