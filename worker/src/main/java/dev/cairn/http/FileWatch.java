package dev.cairn.http;

import java.security.GeneralSecurityException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes files that are renewed while the worker runs. Those that cannot be used leave the old ones in place.
///
/// The files are looked at again and again, since what replaces them (a link that is turned, a folder that is mounted
/// anew) is not told by every file system.
final class FileWatch implements Watch {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    private final String subject;
    private final Duration interval;
    private final Look look;
    private final Thread thread;
    private String lastComplaint = "";

    private FileWatch(String subject, Duration interval, Look look) {
        this.subject = subject;
        this.interval = interval;
        this.look = look;
        thread = Thread.ofVirtual().name("http-files").unstarted(this::watch);
    }

    /// Looks at files once.
    @FunctionalInterface
    interface Look {
        /// Takes what the files hold if it has changed.
        ///
        /// @return whether it has
        boolean takeRenewed() throws UnfitFileException, GeneralSecurityException;
    }

    /// @param subject  what the files are for, as the log names it
    static FileWatch start(String subject, Duration interval, Look look) {
        FileWatch watch = new FileWatch(subject, interval, look);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(interval);
                lookOnce();
            }
        } catch (InterruptedException _) {
            // The server closes.
        }
    }

    private void lookOnce() {
        try {
            if (look.takeRenewed()) {
                LOG.atInfo().addKeyValue("subject", subject).log("renewed files are used from now on");
            }
            lastComplaint = "";
        } catch (UnfitFileException | GeneralSecurityException | RuntimeException e) {
            complain(String.valueOf(e.getMessage()));
        }
    }

    /// Once for each cause, not at each look.
    private void complain(String cause) {
        if (!cause.equals(lastComplaint)) {
            lastComplaint = cause;
            LOG.atWarn()
                    .addKeyValue("subject", subject)
                    .addKeyValue("cause", cause)
                    .log("files cannot be used, so those from before still are");
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
