package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.config.ConfigInput;
import dev.cairn.config.ConfigLoader;
import dev.cairn.config.WorkerConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileHandleCheckTest {
    @Test
    void connectionsAndFilesThatFitAreNotWorthAWord() {
        assertThat(FileHandleCheck.of(config(Map.of()), 65_536)).isEmpty();
    }

    @Test
    void whatMayBecomeShortIsToldWithFiguresAndWhatToDo() {
        assertThat(FileHandleCheck.of(config(Map.of()), 1024))
                .hasValueSatisfying(shortage -> assertThat(shortage)
                        .contains("may hold 1024", "16384 connections (http.limits.connections-max)", "ulimit -n"));
    }

    @Test
    void eachShardOpensFilesOfItsOwn() {
        Map<String, String> small =
                Map.of("http.limits.connections-max", "100", "storage.rocksdb.max-open-files", "400", "shards", "0,1");
        assertThat(FileHandleCheck.of(config(small), 1400)).isEmpty();
        assertThat(FileHandleCheck.of(config(small), 1399))
                .hasValueSatisfying(shortage -> assertThat(shortage).contains("may come to need 1400", "800 files"));
    }

    private static WorkerConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("source.bootstrap-servers", "localhost:9092");
        all.put("data-directory", "/nowhere");
        return ConfigLoader.load(new ConfigInput(Optional.empty(), Map.of(), all))
                .worker();
    }
}
