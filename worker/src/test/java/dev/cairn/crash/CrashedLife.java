package dev.cairn.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.Durability;
import java.util.ArrayList;
import java.util.List;

/// What one life of a process did, by what it said: the states its disk went through, and which of them it had been
/// promised to keep.
final class CrashedLife {
    private static final String DONE = "done ";

    private final Durability durability;
    private final List<CrashStep> steps = new ArrayList<>();
    /// Before the first step, and after each.
    private final List<ModelDisk> states = new ArrayList<>();

    private final List<String> acknowledged;

    CrashedLife(CrashScript script, ModelDisk start, List<String> lines, Durability durability) {
        this.durability = durability;
        acknowledged = lines.stream().filter(line -> line.startsWith(DONE)).toList();
        states.add(start);
        for (String line : lines) {
            if (line.startsWith("begin ")) {
                ModelDisk before = states.getLast();
                CrashStep step = script.next(before.tip(), before.floor());
                assertThat(line).isEqualTo("begin " + step.name());
                steps.add(step);
                states.add(before.after(step));
            }
            if (line.startsWith("opened ")) {
                assertThat(line).isEqualTo("opened " + start.tip() + " from " + start.floor());
            }
        }
    }

    Durability durability() {
        return durability;
    }

    /// Which of the states it is, of those that may be left; that it is this one and nothing of another is checked.
    ModelDisk stateOf(RecoveredDisk disk) {
        for (ModelDisk state : states.subList(promised(), states.size())) {
            if (disk.claimsToBe(state)) {
                disk.checkIs(state);
                return state;
            }
        }
        throw new AssertionError("expected the state after one of the steps %d to %d, but found %s"
                .formatted(promised(), steps.size(), disk));
    }

    /// The states that finished checkpoints have to hold.
    List<ModelDisk> checkpoints() {
        List<ModelDisk> taken = new ArrayList<>();
        for (int i = 0; i < acknowledged.size(); i++) {
            if (steps.get(i) instanceof CrashStep.Checkpoint) {
                taken.add(states.get(i));
            }
        }
        return taken;
    }

    /// The oldest state that may be left. Without a log, what counts is up to where the process was told that its disk
    /// lasts.
    private int promised() {
        int done = acknowledged.size();
        if (durability == Durability.WAL || done == 0) {
            return done;
        }
        int settled = 0;
        for (int i = 0; i < done; i++) {
            settled = steps.get(i).settles() ? i + 1 : settled;
        }
        // It may tell less than what lasts: a tip that was replaced or passed since then promises nothing more.
        String durable = acknowledged.getLast().substring(DONE.length());
        for (int told = settled; told <= done; told++) {
            if (isTip(durable, states.get(told))) {
                return told;
            }
        }
        return settled;
    }

    private static boolean isTip(String block, ModelDisk state) {
        return state.tip().map(tip -> tip.toString()).orElse("nothing").equals(block);
    }
}
