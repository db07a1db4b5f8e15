package dev.cairn.proof;

import dev.cairn.storage.DoubtfulCopy;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StorageRefusedException;
import dev.cairn.storage.StoredDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Tries to make a whole database of a damaged one, beside it. It works on a copy by links: first as it
/// is, with the file that names the manifest made anew; then with fewer and fewer of its logs, from the
/// end, since behind a damaged log nothing counts, and what is in none is read again from Kafka.
final class Salvage {
    private static final Pattern MANIFEST = Pattern.compile("MANIFEST-\\d+");
    private static final Pattern LOG = Pattern.compile("\\d+\\.log");

    private final Workbench bench;
    private final RepairWatch watch;

    Salvage(Workbench bench, RepairWatch watch) {
        this.bench = bench;
        this.watch = watch;
    }

    /// What was made lies in [Workbench#unfinished()]; empty if nothing could be proved.
    Optional<Segment> make() throws IOException {
        List<Path> files = bench.files();
        List<Path> logs = files.stream().filter(file -> isNamed(file, LOG)).toList();
        for (int kept = logs.size(); kept >= 0; kept--) {
            List<Path> dropped = logs.subList(kept, logs.size());
            watch.says("looking what can be proved"
                    + (dropped.isEmpty()
                            ? ""
                            : ", without the newest " + dropped.size() + " of " + logs.size() + " logs"));
            lay(files.stream().filter(file -> !dropped.contains(file)).toList());
            Optional<Segment> made = dropped.isEmpty() ? wholeCopy().or(this::rebuilt) : rebuilt();
            if (made.isPresent()) {
                return made;
            }
        }
        return Optional.empty();
    }

    private void lay(List<Path> files) throws IOException {
        bench.layDoubtful(files);
        Optional<Path> newestManifest =
                files.stream().filter(file -> isNamed(file, MANIFEST)).max(Path::compareTo);
        if (newestManifest.isPresent()) {
            Files.writeString(
                    bench.doubtful().directory().resolve("CURRENT"),
                    newestManifest.get().getFileName() + "\n",
                    StandardCharsets.US_ASCII);
        }
    }

    /// If nothing but the name of the manifest was lost, the copy is what is looked for.
    private Optional<Segment> wholeCopy() {
        Optional<Segment> whole = inOpened(StoredDatabase::open, database -> {
            if (database.facts().committed().isEmpty()) {
                return Optional.empty();
            }
            Verification verification =
                    new Verification(database, bench.doubtful().directory());
            verification.deeply(watch);
            return new Examination(database, watch).newestRun();
        });
        whole.ifPresent(_ -> rename());
        return whole;
    }

    private void rename() {
        try {
            Workbench.groupOf(bench.doubtful()).name(Workbench.groupOf(bench.unfinished()));
        } catch (IOException e) {
            throw RepairFailed.because(
                    "naming what was salvaged", bench.unfinished().directory(), e);
        }
    }

    private Optional<Segment> rebuilt() {
        return inOpened(Salvage::recovered, database -> {
            Optional<Segment> proved = new Examination(database, watch).newestRun();
            proved.ifPresent(segment -> {
                watch.says("writing blocks " + segment.fromHeight() + " to " + segment.toHeight() + " anew");
                new Rebuild(database, segment, watch).into(bench.unfinished());
                prove(segment);
            });
            return proved;
        });
    }

    private static StoredDatabase recovered(StorageConfig.Rocks copy) {
        DoubtfulCopy.recover(copy);
        return StoredDatabase.open(copy);
    }

    /// Nothing is believed of what was written either.
    private void prove(Segment segment) {
        try (StoredDatabase made = StoredDatabase.open(bench.unfinished())) {
            Verification verification =
                    new Verification(made, bench.unfinished().directory());
            verification.deeply(watch);
            if (!made.facts().committed().orElseThrow().block().equals(segment.newest())) {
                throw new NotWholeException(
                        "What was salvaged does not end with block " + segment.newest() + ".", null);
            }
        }
    }

    private Optional<Segment> inOpened(
            Function<StorageConfig.Rocks, StoredDatabase> opening, Function<StoredDatabase, Optional<Segment>> work) {
        try (StoredDatabase database = opening.apply(bench.doubtful())) {
            return work.apply(database);
        } catch (StorageFault.Corrupt | StorageRefusedException | NotWholeException _) {
            return Optional.empty();
        }
    }

    private static boolean isNamed(Path file, Pattern pattern) {
        return pattern.matcher(file.getFileName().toString()).matches();
    }
}
