/// What is done to a worker that is to be installed, so that it starts sooner.
@NullMarked
package dev.cairn.training;

import org.jspecify.annotations.NullMarked;
