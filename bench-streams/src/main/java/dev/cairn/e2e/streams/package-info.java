/// What Cairn is measured against with Kafka Streams.
@NullMarked
package dev.cairn.e2e.streams;

import org.jspecify.annotations.NullMarked;
