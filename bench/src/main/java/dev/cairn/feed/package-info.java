/// Publishes a synthetic chain's feed to Kafka, in any of the ways real feeds are published.
@NullMarked
package dev.cairn.feed;

import org.jspecify.annotations.NullMarked;
