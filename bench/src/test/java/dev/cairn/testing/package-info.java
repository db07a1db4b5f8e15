/// What the tests of this module share.
@NullMarked
package dev.cairn.testing;

import org.jspecify.annotations.NullMarked;
