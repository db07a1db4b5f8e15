package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    @Test
    void whatIsNoSnapshotIsPassedOver(@TempDir Path folder) throws IOException {
        Snapshots snapshots = new Snapshots(folder.resolve("none"));
        assertThat(snapshots.newestHeight()).isEqualTo(OptionalLong.empty());
        for (String name : new String[] {"99999999999999999999-ab", "00000000000000000007-ab.part", "7-ab", "notes"}) {
            Files.createDirectories(folder.resolve("some").resolve(name));
        }
        assertThat(new Snapshots(folder.resolve("some")).newestHeight()).isEqualTo(OptionalLong.empty());
        Files.createDirectories(folder.resolve("some/00000000000000000012-ab"));
        Files.createDirectories(folder.resolve("some/00000000000000000009-ff"));
        assertThat(new Snapshots(folder.resolve("some")).newestHeight()).hasValue(12);
    }
}
