/// A real Kafka broker for tests, demo and benchmarks: one child JVM on the loopback interface, gone when it is closed
/// or when the program that started it is gone.
@NullMarked
package dev.cairn.broker;

import org.jspecify.annotations.NullMarked;
