package dev.cairn.cli;

import dev.cairn.config.LoadedConfig;
import dev.cairn.http.CannotListenException;
import dev.cairn.runtime.MemoryCheck;
import dev.cairn.runtime.ProductVersion;
import dev.cairn.runtime.StopUnfinishedException;
import dev.cairn.runtime.Worker;
import dev.cairn.runtime.WorkerOptions;
import dev.cairn.storage.StorageFault;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a worker in the foreground: until SIGTERM or Ctrl-C, or until it turns out that it cannot start.
///
/// Java answers these signals by ending the process with 128 and the signal's number, after the shutdown hooks. To a
/// service manager that is a failure, though everything was done as asked; so the hook closes the worker and ends the
/// process itself.
public final class ForegroundWorker implements WorkerStart {
    private static final Logger LOG = LoggerFactory.getLogger(ForegroundWorker.class);

    @Override
    public ExitCode run(LoadedConfig config) {
        Thread.setDefaultUncaughtExceptionHandler(ForegroundWorker::dieOf);
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicReference<Optional<Worker>> opened = new AtomicReference<>(Optional.empty());
        // Before there is anything to close, so that a signal that comes early finds it too.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopIfRunning(running, opened), "stop"));
        try (Worker worker = new Worker(config, WorkerOptions.standard(ProductVersion.text()))) {
            opened.set(Optional.of(worker));
            return run(worker);
        } catch (CannotListenException e) {
            return cannotStart(e, ExitCode.of(e));
        } finally {
            // What ends by itself ends with a code of its own.
            running.set(false);
        }
    }

    private static ExitCode run(Worker worker) {
        try {
            worker.start();
            // Only the hook ends what runs.
            new CountDownLatch(1).await();
            return ExitCode.SUCCESS;
        } catch (InterruptedException _) {
            return ExitCode.SUCCESS;
        } catch (RuntimeException e) {
            return cannotStart(e, ExitCode.of(e));
        }
    }

    private static ExitCode cannotStart(RuntimeException cause, ExitCode code) {
        LOG.atError().addKeyValue("cause", textOf(cause)).log("cannot start");
        LOG.atDebug().setCause(cause).log("cannot start");
        return code;
    }

    private static void stopIfRunning(AtomicBoolean running, AtomicReference<Optional<Worker>> opened) {
        if (!running.get()) {
            return;
        }
        try {
            LOG.atInfo().log("stopping");
            opened.get().ifPresentOrElse(Worker::close, () -> LOG.atInfo().log("stopped"));
            Runtime.getRuntime().halt(ExitCode.SUCCESS.number());
        } catch (StopUnfinishedException e) {
            LOG.atError().addKeyValue("cause", e.getMessage()).log("stopped before everything was closed");
            ImmediateExit.with(ExitCode.STOP_UNFINISHED);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("stopped, but not as it should");
            ImmediateExit.with(ExitCode.INTERNAL);
        }
    }

    private static String textOf(RuntimeException cause) {
        String said = String.valueOf(cause.getMessage());
        return cause instanceof StorageFault fault ? said + " " + fault.whatToDo() : said;
    }

    static String whatToDo(Throwable error) {
        return error instanceof OutOfMemoryError
                ? "Nothing is lost. Start the worker again; if it dies again, there is more in memory than fits."
                        + MemoryCheck.WHAT_FILLS_THE_HEAP
                : "Nothing is lost. Start the worker again, and report this, with the log.";
    }

    // Without the thread that died the worker would stand there and look alive.
    private static void dieOf(Thread thread, Throwable error) {
        try {
            LOG.atError()
                    .addKeyValue("thread", thread.getName())
                    .addKeyValue("whatToDo", whatToDo(error))
                    .setCause(error)
                    .log("died of an error");
        } finally {
            ImmediateExit.with(ExitCode.INTERNAL);
        }
    }
}
