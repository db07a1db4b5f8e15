package dev.cairn.cli;

import dev.cairn.metrics.Figures;
import dev.cairn.repository.CollectReport;
import dev.cairn.repository.HeldSnapshot;
import dev.cairn.repository.ObjectStore;
import dev.cairn.repository.RepositoryPlace;
import dev.cairn.repository.RepositorySnapshot;
import dev.cairn.repository.SnapshotTransfers;
import dev.cairn.repository.TransferReport;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotState;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.terminal.Screen;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What the commands do with a shard's snapshots in the repository of the configuration; each tells what came of it.
final class ShardRepository implements AutoCloseable {
    private static final List<String> HEADINGS = List.of("NAME", "HEIGHT", "SENT", "SIZE", "OWN", "HERE");
    private static final String UNKNOWN = "–";

    private final ObjectStore store;
    private final SnapshotTransfers transfers;
    private final Snapshots snapshots;

    private ShardRepository(ObjectStore store, SnapshotTransfers transfers, Snapshots snapshots) {
        this.store = store;
        this.transfers = transfers;
        this.snapshots = snapshots;
    }

    /// @param place      in the repository; is asked for only where there is one
    /// @param snapshots  on this machine
    static ShardRepository open(LocalShard.Places places, Snapshots snapshots, Supplier<RepositoryPlace> place) {
        ObjectStore store = places.config()
                .repository()
                .open()
                .orElseThrow(() -> new UsageException("The configuration has no repository for snapshots. Set"
                        + " snapshots.repository.kind to directory or s3, and what belongs to it."));
        try {
            SnapshotTransfers transfers = SnapshotTransfers.in(
                    store, place.get(), places.config().repository().parallel(), snapshots);
            return new ShardRepository(store, transfers, snapshots);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /// A line on where they are, and a table of them, newest first.
    String list() {
        List<HeldSnapshot> held = transfers.held();
        if (held.isEmpty()) {
            return "there are no snapshots in " + transfers.description() + System.lineSeparator();
        }
        Set<String> here = snapshots.list().stream()
                .filter(snapshot -> snapshot.state() == SnapshotState.COMPLETE)
                .map(snapshot -> snapshot.name().toString())
                .collect(Collectors.toSet());
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        held.forEach(snapshot ->
                rows.add(row(snapshot, here.contains(snapshot.snapshot().name()))));
        return "in " + transfers.description() + ":" + System.lineSeparator() + Table.of(rows);
    }

    private static List<String> row(HeldSnapshot held, boolean isHere) {
        RepositorySnapshot snapshot = held.snapshot();
        return List.of(
                snapshot.name(),
                Long.toString(snapshot.height()),
                snapshot.sent().truncatedTo(ChronoUnit.SECONDS).toString(),
                held.space().map(space -> Figures.bytes(space.bytes())).orElse(UNKNOWN),
                held.space().map(space -> Figures.bytes(space.ownBytes())).orElse(UNKNOWN),
                isHere ? "yes" : "no");
    }

    /// Brings one to this machine.
    String fetch(String given, Screen screen) {
        RepositorySnapshot wanted = find(given);
        boolean isHere = snapshots.list().stream()
                .anyMatch(snapshot -> snapshot.state() == SnapshotState.COMPLETE
                        && snapshot.name().toString().equals(wanted.name()));
        if (isHere) {
            return wanted.name() + " is on this machine already";
        }
        SnapshotManifest fetched = new TransferBar(screen, wanted.name())
                .during("fetching", listener -> transfers.receive(wanted, listener));
        return "fetched into " + snapshots.folder(fetched.name()) + ": " + SnapshotCommand.described(fetched);
    }

    String send(SnapshotManifest manifest, Screen screen) {
        TransferReport sent = new TransferBar(screen, manifest.name().toString())
                .during("sending", listener -> transfers.send(manifest, listener));
        return "sent " + SnapshotCommand.described(manifest) + ", to " + transfers.description() + ": "
                + Figures.bytes(sent.bytesMoved()) + " in " + Figures.count(sent.filesMoved()) + " files; "
                + Figures.bytes(sent.bytesSkipped()) + " were there already";
    }

    String delete(String given) {
        RepositorySnapshot unwanted = find(given);
        CollectReport collected = transfers.delete(unwanted);
        return "deleted " + unwanted.name() + " in " + transfers.description() + ", and "
                + Figures.count(collected.filesDeleted()) + " files that nobody needs any more, "
                + Figures.bytes(collected.bytesDeleted());
    }

    private RepositorySnapshot find(String given) {
        return SnapshotNames.find(given, transfers.list(), RepositorySnapshot::name, RepositorySnapshot::height);
    }

    @Override
    public void close() {
        store.close();
    }
}
