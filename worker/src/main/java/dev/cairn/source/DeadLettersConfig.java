package dev.cairn.source;

/// Where records go that are no events.
///
/// @param topic  has to be there; what is in it is for people, and nothing of ours reads it
public record DeadLettersConfig(String topic) {
    public DeadLettersConfig {
        if (topic.isBlank()) {
            throw new IllegalArgumentException(
                    "dead-letters.topic is empty, but it has to be set, as cairn-dead-letters");
        }
    }
}
