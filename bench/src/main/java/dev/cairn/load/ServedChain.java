package dev.cairn.load;

import dev.cairn.api.ApiConfig;
import dev.cairn.api.ApiRoutes;
import dev.cairn.api.BlockStreamConfig;
import dev.cairn.api.BlockStreams;
import dev.cairn.api.OpenScans;
import dev.cairn.api.ShardView;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.OperatorRoutes;
import dev.cairn.http.Readiness;
import dev.cairn.http.Reply;
import dev.cairn.http.Route;
import dev.cairn.http.WebServer;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.model.Block;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.read.ReadConfig;
import dev.cairn.read.StateReader;
import dev.cairn.storage.RocksPreset;
import dev.cairn.store.CairnDatabase;
import dev.cairn.thread.ForwardClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A chain in memory and on disk, as a worker has it, behind the worker's own server. **Threading:** one thread writes.
final class ServedChain implements AutoCloseable {
    private static final int REPLACEABLE = 10;
    private static final int BLOCKS_PER_FLUSH = 100;

    private final CairnDatabase database;
    private final MvccStore memory = new MvccStore(MvccConfig.standard(), Optional.empty(), ForwardClock.fromNow());
    private final MarkBoard marks = new MarkBoard(Marks.NONE);
    private final BlockStreams streams;
    private final WebServer server;
    private int height;

    ServedChain(Path folder) {
        database = new CairnDatabase(folder, RocksPreset.MEDIUM.settings());
        StateReader reader = new StateReader(
                memory,
                database.storage(),
                ReadConfig.forProcessors(Runtime.getRuntime().availableProcessors()));
        streams = new BlockStreams(reader, marks, BlockStreamConfig.standard());
        ShardView view = new ShardView(0, reader, marks, false, streams);
        List<Route> routes = new ArrayList<>(
                OperatorRoutes.of(_ -> Reply.text(200, ""), () -> new TreeMap<>(Map.of(0, Readiness.READY)), () -> ""));
        routes.addAll(ApiRoutes.of(
                Set.of(0),
                () -> new TreeMap<>(Map.of(0, view)),
                new OpenScans(
                        ApiConfig.standard().scansMax(), ApiConfig.standard().scanTimeMax())));
        server = WebServer.start(new HttpConfig("127.0.0.1", 0), routes);
    }

    int port() {
        return server.address().getPort();
    }

    int height() {
        return height;
    }

    int streams() {
        return streams.count();
    }

    /// Applies the next block, and flushes what is final when it is much.
    void write(Block block) {
        height++;
        var _ = memory.apply(block);
        long finalized = Math.max(0, height - REPLACEABLE);
        memory.finalizeUpTo(finalized);
        marks.applied(height, finalized == 0 ? -1 : finalized);
        if (memory.unflushed().size() >= BLOCKS_PER_FLUSH) {
            flush(finalized);
        }
    }

    private void flush(long finalized) {
        database.flush(memory.unflushed());
        memory.release(finalized);
        marks.flushed(finalized, database.storage().earliestHeight());
    }

    @Override
    public void close() {
        marks.close();
        server.close();
        database.close();
    }
}
