package dev.cairn.simulation.pipeline;

import dev.cairn.simulation.Database;
import dev.cairn.simulation.DiskDatabase;
import dev.cairn.simulation.MemoryDatabase;
import dev.cairn.simulation.StepClock;
import dev.cairn.storage.Durability;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;

/// One run: a seed decides everything, from the feed to the moments at which the process dies. There is one thread, no
/// clock but the run's own, and nothing depends on the order of hashes, so the same seed does the same again.
final class PipelineSimulation implements AutoCloseable {
    private static final int STEPS_MAX = 40_000;
    private static final int TURNS_TO_THE_TIP_MAX = 12_000;

    private static final int DAY_S = 24 * 60 * 60;

    private final Random random;
    /// Sets the time of day, whatever else is drawn.
    private final Random setting;
    private final Scenario scenario;
    private final Planted planted;
    private final StepClock clock = new StepClock();
    private final SimulatedLog log;
    private final SimulatedProducer producer;
    private final ToldOffsets told = new ToldOffsets();
    private final Trouble trouble;
    private final PutAside putAside;
    private final MarksNeverFall marksNeverFall = new MarksNeverFall();
    private final DemandedFlushIsDurable demandedFlushIsDurable = new DemandedFlushIsDurable();
    private final OnlyWhatNobodyWantsIsForgotten onlyWhatNobodyWantsIsForgotten;
    private final MemoryStaysBounded memoryStaysBounded;
    private final NoReaderSeesPartOfABlock noReaderSeesPartOfABlock;
    private Heard heard;
    private WorkerLife life;

    PipelineSimulation(long seed, Planted planted) {
        random = new Random(seed);
        setting = new Random(seed);
        this.planted = planted;
        scenario = Scenario.drawnBy(random, new Random(~seed));
        onlyWhatNobodyWantsIsForgotten =
                new OnlyWhatNobodyWantsIsForgotten(scenario.settings().retention());
        log = new SimulatedLog(scenario.layout(), scenario.partitionsAtFirst());
        producer = new SimulatedProducer(log, scenario, random);
        trouble = new Trouble(random, scenario.rates());
        putAside = new PutAside(trouble, planted);
        memoryStaysBounded = new MemoryStaysBounded(scenario);
        noReaderSeesPartOfABlock = new NoReaderSeesPartOfABlock(producer, random);
        heard = listen();
        life = begin(database());
    }

    /// @throws AssertionError  if a promise was broken; it says how to see that again
    static void run(long seed, Planted planted) {
        try (PipelineSimulation simulation = new PipelineSimulation(seed, planted)) {
            try {
                simulation.run();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "%s%nSeed %d, %s%nThe same again: ./cairn mvn -pl schemas,worker test -Dtest=PipelineSimulationTest -Dsimulation.seed=%d"
                                .formatted(e.getMessage(), seed, simulation.scenario, seed),
                        e);
            }
        }
    }

    @Override
    public void close() {
        life.database().close();
    }

    private void run() {
        for (int steps = 0; !producer.isDone(); steps++) {
            if (steps == STEPS_MAX) {
                throw new AssertionError("expected the producer to come to its end within " + STEPS_MAX + " steps");
            }
            step();
        }
        for (int more = random.nextInt(50); more > 0; more--) {
            step();
        }
        trouble.end();
        life.source().brokerIsGone(false);
        reachTheTip(life);
        check();
        onlyWhatNobodyWantsIsForgotten.checkAtTheTip(life);
        checkWhatWasPutAside();
        new StateEqualsUndisturbedRun(noReaderSeesPartOfABlock).check(life, undisturbed(), producer);
    }

    private void step() {
        int kind = random.nextInt(1000);
        try {
            if (kind < 450) {
                life.pipeline().applyLoop().turn(Duration.ZERO);
            } else if (kind < 600) {
                life.pipeline().storageLoop().turn(Duration.ZERO);
            } else if (kind < 850) {
                producer.step();
            } else if (kind < 900) {
                passTime(1000);
            } else if (kind < 955) {
                read();
            } else if (kind < 960) {
                demandedFlushIsDurable.demanded(life);
            } else if (kind < 970) {
                life.source().brokerIsGone(random.nextInt(3) == 0);
            } else if (kind < 980) {
                deleteRecords();
            } else if (kind < 984) {
                stopOrderly();
            } else if (kind < 986) {
                log.addPartition();
            } else if (kind < 990) {
                rewind();
            } else {
                trouble.mayCrash("between two turns");
            }
            check();
        } catch (Trouble.Crash _) {
            life.storage().die();
            goOnWith(life.database().crash(), life.storage().rewinds() > 0);
        }
    }

    /// Meanwhile the time of day is set back or forward: that must hold up nothing.
    private void passTime(int msMax) {
        clock.advance(Duration.ofMillis(random.nextInt(msMax)));
        if (setting.nextInt(10) == 0) {
            clock.setTimeOfDay(Duration.ofSeconds(setting.nextInt(2 * DAY_S) - DAY_S));
        }
    }

    private void check() {
        marksNeverFall.check(life.marks());
        demandedFlushIsDurable.check(life.marks());
        onlyWhatNobodyWantsIsForgotten.check(life.marks());
        memoryStaysBounded.check(life.memory());
    }

    private void read() {
        noReaderSeesPartOfABlock.check(life);
        // A rewind shows to readers a moment before it is announced.
        if (!heard.hasRewoundSilently(life.storage().rewinds())) {
            noReaderSeesPartOfABlock.checkLatestIs(life, life.marks().applied());
        }
    }

    private void deleteRecords() {
        if (scenario.brokerDeletes()) {
            told.offsets().forEach(log::deleteBefore);
        }
    }

    /// An operator goes back to a final block, whatever state the worker is in: what follows is read again.
    private void rewind() {
        OptionalLong newestFinal = life.marks().finalized();
        // What is read again must not have been deleted, or it is refused.
        if (newestFinal.isPresent() && !scenario.brokerDeletes()) {
            var _ = life.pipeline().rewind(setting.nextLong(newestFinal.getAsLong() + 1));
        }
    }

    private void stopOrderly() {
        for (int turns = 0; turns < 100 && !life.pipeline().applyLoop().finish(); turns++) {
            life.pipeline().storageLoop().turn(Duration.ZERO);
        }
        goOnWith(life.database().reopen(), life.storage().rewinds() > 0);
    }

    private void goOnWith(Database database, boolean mayBeRewound) {
        heard = listen();
        life = begin(database);
        marksNeverFall.processDied(database.storage().everyCommitLasts());
        demandedFlushIsDurable.processDied();
        if (mayBeRewound) {
            marksNeverFall.rewound();
        }
        marksNeverFall.check(life.marks());
        OptionalLong stored = life.marks().applied();
        if (stored.isPresent() && random.nextInt(3) == 0) {
            noReaderSeesPartOfABlock.checkLatestIs(life, stored);
            noReaderSeesPartOfABlock.checkWhole(life, stored.getAsLong());
        }
    }

    private void reachTheTip(WorkerLife worker) {
        for (int turns = 0; !isAtTheTip(worker); turns++) {
            if (turns == TURNS_TO_THE_TIP_MAX) {
                throw new AssertionError("TheWorkerReachesTheTip: expected block "
                        + producer.tip().map(FeedBlock::ref) + " on disk as far as it is final, but the marks are "
                        + worker.marks() + ", halted by "
                        + worker.pipeline().applyLoop().halt() + ", all read: "
                        + worker.source().isExhausted());
            }
            worker.pipeline().applyLoop().turn(Duration.ZERO);
            worker.pipeline().storageLoop().turn(Duration.ZERO);
            passTime(300);
            demandedFlushIsDurable.check(worker.marks());
            memoryStaysBounded.check(worker.memory());
        }
    }

    private void checkWhatWasPutAside() {
        if (!putAside.stored().equals(producer.badRecords())) {
            throw new AssertionError("EveryBadRecordIsPutAside: expected those at " + producer.badRecords()
                    + ", but got " + putAside.stored());
        }
    }

    private boolean isAtTheTip(WorkerLife worker) {
        return worker.source().isExhausted()
                && worker.memory().applied().equals(producer.tip().map(FeedBlock::ref))
                && worker.memory().unflushed().isEmpty()
                && demandedFlushIsDurable.areAllServed();
    }

    /// A worker to which nothing happens, on the same records.
    private WorkerLife undisturbed() {
        Trouble none = new Trouble(random, scenario.rates());
        none.end();
        MemoryDatabase database = MemoryDatabase.begin();
        WorkerLife calm = new WorkerLife(
                scenario,
                database,
                new FailingStorage(database.storage(), random, none, Planted.NONE),
                new SimulatedSource(log.sinceTheBeginning(), new ToldOffsets(), random, none, Planted.NONE),
                new PutAside(none, Planted.NONE),
                new Heard(none, new MarksNeverFall(), new DemandedFlushIsDurable(), memoryStaysBounded),
                clock.both(),
                Planted.NONE);
        reachTheTip(calm);
        return calm;
    }

    private WorkerLife begin(Database database) {
        return new WorkerLife(
                scenario,
                database,
                new FailingStorage(database.storage(), random, trouble, planted),
                new SimulatedSource(log, told, random, trouble, planted),
                putAside,
                heard,
                clock.both(),
                planted);
    }

    private Heard listen() {
        return new Heard(trouble, marksNeverFall, demandedFlushIsDurable, memoryStaysBounded);
    }

    private Database database() {
        return switch (scenario.disk()) {
            case MEMORY -> MemoryDatabase.begin();
            case WITH_LOG -> DiskDatabase.begin(DiskDatabase.Setup.exact(Durability.WAL));
            case WITHOUT_LOG -> DiskDatabase.begin(DiskDatabase.Setup.busy(Durability.KAFKA));
        };
    }
}
