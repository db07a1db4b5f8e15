package dev.cairn.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClaimTest {
    private static final String DEAD = "0f8fad5b-d9cb-469f-a165-70867728950e";

    @TempDir
    private Path folder;

    private Path place;

    @BeforeEach
    void choosePlace() {
        place = folder.resolve("shard-0");
    }

    @Test
    void aPlaceIsOnlyOnesAtATime() throws IOException {
        try (Claim _ = Claim.on(place).orElseThrow()) {
            assertThat(Claim.on(place)).isEmpty();
            try (Claim other = Claim.on(folder.resolve("shard-1")).orElseThrow()) {
                assertThat(other.file()).exists();
            }
        }
        Claim.on(place).orElseThrow().close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatWasLeftByAProcessThatDiedGoes() throws IOException {
        Path left = Files.createFile(folder.resolve("shard-0." + DEAD + ".claim"));
        try (Claim own = Claim.on(place).orElseThrow()) {
            assertThat(left).doesNotExist();
            assertThat(own.file()).exists();
        }
    }

    @Test
    void whatOnlyLooksLikeAClaimIsSomebodysAndStays() throws IOException {
        List<Path> others = new ArrayList<>();
        for (String name : List.of(
                "shard-0.claim",
                "shard-0.1.claim",
                "shard-0.part",
                "shard-0." + DEAD + ".part",
                "shard-00." + DEAD + ".claim",
                "shard-0." + DEAD + ".claim.bak")) {
            others.add(Files.writeString(folder.resolve(name), "precious"));
        }
        Claim.on(place).orElseThrow().close();
        assertThat(others).allSatisfy(other -> assertThat(other).hasContent("precious"));
    }

    @Test
    void aFileThatWasMovedToItsPlaceStays() throws IOException {
        try (Claim claim = Claim.on(place, ".part").orElseThrow()) {
            Files.move(claim.file(), place);
        }
        assertThat(folder).isDirectoryContaining(place::equals);
    }

    @Test
    void ofManyWhoComeAtOnceNoTwoHaveIt() throws InterruptedException, ExecutionException {
        AtomicInteger holders = new AtomicInteger();
        Callable<Integer> coming = () -> {
            int got = 0;
            while (got < 20) {
                Optional<Claim> claim = Claim.on(place);
                if (claim.isPresent()) {
                    try (Claim _ = claim.get()) {
                        assertThat(holders.incrementAndGet()).isEqualTo(1);
                        holders.decrementAndGet();
                        got++;
                    }
                }
            }
            return got;
        };
        try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
            for (Future<Integer> come : executor.invokeAll(List.of(coming, coming, coming))) {
                assertThat(come.get()).isEqualTo(20);
            }
        }
        assertThat(folder).isEmptyDirectory();
    }
}
