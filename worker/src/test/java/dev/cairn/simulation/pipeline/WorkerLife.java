package dev.cairn.simulation.pipeline;

import dev.cairn.decode.ContentType;
import dev.cairn.decode.FeedDecoder;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.SourcePartition;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.pipeline.ShardPipeline;
import dev.cairn.pipeline.Stations;
import dev.cairn.read.ReadConfig;
import dev.cairn.read.StateReader;
import dev.cairn.simulation.Database;
import dev.cairn.source.DeadLetters;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.thread.Clocks;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One process, from its start to its end: all that it knows beside the database is here, and dies with it.
final class WorkerLife {
    private final Database database;
    private final FailingStorage storage;
    private final SimulatedSource source;
    private final MvccStore memory;
    private final MarkBoard marks;
    private final StateReader reader;
    private final ShardPipeline pipeline;

    /// @param storage  stands before the database's own, which readers use
    WorkerLife(
            Scenario scenario,
            Database database,
            FailingStorage storage,
            SimulatedSource source,
            DeadLetters deadLetters,
            PipelineListener listener,
            Clocks clocks,
            Planted planted) {
        this.database = database;
        this.storage = storage;
        this.source = source;
        Optional<CommittedPosition> stored = database.storage().committed();
        source.seek(stored.map(CommittedPosition::resumeAfter).orElse(ResumeOffsets.NONE));
        memory = new MvccStore(scenario.memory(), stored.map(CommittedPosition::block), clocks.forward());
        marks = new MarkBoard(ShardPipeline.marksAtStart(database.storage()));
        reader = new StateReader(memory, database.storage(), new ReadConfig(4));
        pipeline = new ShardPipeline(
                scenario.settings(),
                new Stations(source, deadLetters, decoder(scenario), new CountingHandler(planted), memory, storage),
                marks,
                listener,
                clocks);
    }

    Database database() {
        return database;
    }

    FailingStorage storage() {
        return storage;
    }

    SimulatedSource source() {
        return source;
    }

    MvccStore memory() {
        return memory;
    }

    Marks marks() {
        return marks.now();
    }

    StateReader reader() {
        return reader;
    }

    ShardPipeline pipeline() {
        return pipeline;
    }

    private static FeedDecoder decoder(Scenario scenario) {
        Map<String, ContentType> formats = new TreeMap<>();
        for (SourcePartition partition : scenario.layout().partitions().all()) {
            formats.put(partition.topic(), ContentType.PROTOBUF);
        }
        return new FeedDecoder(formats);
    }
}
