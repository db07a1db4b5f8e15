package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.config.ConfigInput;
import dev.cairn.config.ConfigLoader;
import dev.cairn.config.WorkerConfig;
import dev.cairn.prune.RetentionConfig;
import dev.cairn.prune.RetentionPolicy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Map<String, String> GIVEN = Map.of(
            "data-directory", "/var/lib/cairn",
            "source.bootstrap-servers", "kafka:9092",
            "retention.blocks", "5",
            "retention.age", "7d");

    @Test
    void whatAReplayIsAskedForIsNotForgottenOnTheWayWhateverTheWorkerKeeps() {
        Map<String, String> settings = new HashMap<>(GIVEN);
        settings.putAll(Replay.apart(loaded(GIVEN), 0, Path.of("/elsewhere")));
        RetentionConfig retention = loaded(settings).retention();
        RetentionPolicy policy = new RetentionPolicy(retention);
        long newest = 1_000_000_000;
        long wanted = policy.floor(newest, _ -> newest, 0).orElse(0);
        assertThat(wanted).isZero();
        assertThat(policy.isDue(0, wanted, newest)).isFalse();
        assertThat(retention.garbagePercentMax()).isEqualTo(RetentionConfig.GARBAGE_LEFT_ALONE);
    }

    private static WorkerConfig loaded(Map<String, String> settings) {
        return ConfigLoader.load(new ConfigInput(Optional.empty(), Map.of(), settings))
                .worker();
    }
}
