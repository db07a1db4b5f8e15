/// The end-to-end comparison: from the first record in Kafka to the last one applied and committed, each contender in
/// a process of its own.
@NullMarked
package dev.cairn.e2e;

import org.jspecify.annotations.NullMarked;
