package dev.cairn.pipeline;

import java.time.Duration;

/// How the loops go.
///
/// @param onBadRecord  what to do about a record that is no event
/// @param pollTimeout  how long a poll waits for records when there are none
/// @param retryAfter   how long to wait before trying again what may pass: no answer, a full disk
public record PipelineConfig(OnBadRecord onBadRecord, Duration pollTimeout, Duration retryAfter) {
    public PipelineConfig {
        if (!pollTimeout.isPositive()) {
            throw new IllegalArgumentException("pipeline.poll-timeout is " + pollTimeout
                    + ", but it has to be longer than zero; 100ms is a good start");
        }
        if (!retryAfter.isPositive()) {
            throw new IllegalArgumentException("pipeline.retry-after is " + retryAfter
                    + ", but it has to be longer than zero; 1s is a good start");
        }
    }

    public static PipelineConfig standard() {
        return new PipelineConfig(OnBadRecord.HALT, Duration.ofMillis(100), Duration.ofSeconds(1));
    }

    /// What to do about a record that is no event.
    public enum OnBadRecord {
        /// Stop and say where it lies.
        HALT,
        /// Put it aside in a topic of its own, and go on. If a block needed it, the block stays incomplete.
        DEAD_LETTER
    }
}
