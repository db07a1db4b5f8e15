/// What the worker tells about itself in figures: series for Prometheus, a page of text for people.
@NullMarked
package dev.cairn.metrics;

import org.jspecify.annotations.NullMarked;
