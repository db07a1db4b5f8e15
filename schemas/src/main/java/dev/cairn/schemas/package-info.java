/// What Cairn promises others about its events: the schemas, their canonical JSON, and golden samples.
@NullMarked
package dev.cairn.schemas;

import org.jspecify.annotations.NullMarked;
