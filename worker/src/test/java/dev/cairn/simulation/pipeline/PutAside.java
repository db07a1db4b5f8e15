package dev.cairn.simulation.pipeline;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.source.DeadLetters;
import dev.cairn.source.SourceRecord;
import dev.cairn.source.SourceUnavailableException;
import java.util.SortedSet;
import java.util.TreeSet;

/// The topic for records that are no events: it outlives the process.
final class PutAside implements DeadLetters {
    private final Trouble trouble;
    private final Planted planted;
    private final SortedSet<SimulatedProducer.Place> stored = new TreeSet<>();

    PutAside(Trouble trouble, Planted planted) {
        this.trouble = trouble;
        this.planted = planted;
    }

    SortedSet<SimulatedProducer.Place> stored() {
        return stored;
    }

    @Override
    public void put(SourceRecord record, String cause) {
        trouble.mayCrash("before a record is put aside");
        if (trouble.putAsideFails()) {
            if (planted == Planted.DEAD_LETTER_LOST) {
                return;
            }
            throw trouble.mayPassByItself()
                    ? new HaltException(new Halt(HaltReason.SOURCE_REFUSED, "simulated: not now", "here", "Wait."))
                    : new SourceUnavailableException("the broker is away", new IllegalStateException("simulated"));
        }
        stored.add(new SimulatedProducer.Place(record.partition(), record.offset()));
        trouble.mayCrash("after a record was put aside");
    }

    @Override
    public void close() {
        // The topic stays.
    }
}
