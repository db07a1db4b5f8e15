package dev.cairn.demo;

/// The topics of the demo, named as the worker expects by default.
final class DemoTopics {
    static final String BLOCKS = "blocks";
    static final String TRANSACTIONS = "transactions";

    private DemoTopics() {}
}
