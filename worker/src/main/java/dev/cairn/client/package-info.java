/// Asks a worker over HTTP, for programs and for the command line.
@NullMarked
package dev.cairn.client;

import org.jspecify.annotations.NullMarked;
