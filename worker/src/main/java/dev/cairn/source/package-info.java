/// Kafka and nothing but Kafka: raw records, with where they lie.
@NullMarked
package dev.cairn.source;

import org.jspecify.annotations.NullMarked;
