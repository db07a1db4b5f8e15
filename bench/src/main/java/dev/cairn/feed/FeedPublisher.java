package dev.cairn.feed;

import dev.cairn.synthetic.Feed;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.FeedStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/// Publishes one feed to Kafka, in one go or piece by piece.
///
/// **Threading:** one thread publishes; any thread may ask for the [#progress] or [#stop] it. A broker that is away for
/// up to some minutes is waited for.
public final class FeedPublisher implements AutoCloseable {
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final Outlet outlet;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final Pacemaker pacemaker;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private final int announcementsInAll;
    private final Iterator<FeedRecord> records;
    private @Nullable FeedRecord next;
    private volatile int announcements;
    private volatile long sent;

    public FeedPublisher(String bootstrapServers, Feed feed, PublisherOptions options) {
        announcementsInAll = feed.chain().announcements();
        records = feed.iterator();
        pacemaker = new Pacemaker(options.pace(), System::nanoTime);
        producer = new KafkaProducer<>(options.producerConfig(bootstrapServers));
        outlet = outlet(options);
    }

    private Outlet outlet(PublisherOptions options) {
        Addressing addressing = new Addressing(options.topics(), options.contentTypeHeaders());
        return switch (options.delivery()) {
            case Delivery.Plain(), Delivery.Idempotent() -> new DirectOutlet(producer, addressing, acknowledgements);
            case Delivery.InTransactions inTransactions ->
                new TransactionsOutlet(producer, addressing, acknowledgements, inTransactions);
        };
    }

    /// Publishes all that is left of the feed, and returns when the broker has it.
    public void publishAll() throws InterruptedException {
        publish(Integer.MAX_VALUE);
    }

    /// Publishes until so many blocks have been announced since the feed's beginning and the next one is due, and
    /// returns when the broker has it all. Of a tidy feed these blocks are then whole; of one in disorder some
    /// transactions may still be missing.
    public void publishUpTo(int announcementCount) throws InterruptedException {
        publish(announcementCount);
    }

    /// Makes the thread that publishes return soon, with all it has sent on the broker.
    public void stop() {
        stopped.countDown();
    }

    public FeedProgress progress() {
        return new FeedProgress(announcements, announcementsInAll, sent, acknowledgements.count());
    }

    @Override
    public void close() {
        producer.close(CLOSED_WITHIN);
    }

    private void publish(int announcementsEnd) throws InterruptedException {
        for (FeedRecord record = peek(); record != null && !isStopped(); record = peek()) {
            boolean announces = record.stream() == FeedStream.BLOCKS && !record.duplicate();
            if (announces && (announcements >= announcementsEnd || !waitForItsTime())) {
                break;
            }
            next = null;
            outlet.send(record);
            count(announces);
        }
        outlet.complete();
    }

    private @Nullable FeedRecord peek() {
        if (next == null && records.hasNext()) {
            next = records.next();
        }
        return next;
    }

    /// False if the feed was stopped meanwhile.
    private boolean waitForItsTime() throws InterruptedException {
        long nanos = pacemaker.nanosToWait(announcements);
        if (nanos == 0) {
            return true;
        }
        outlet.complete();
        return !stopped.await(nanos, TimeUnit.NANOSECONDS);
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    // One thread counts, others only look.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void count(boolean announces) {
        sent++;
        if (announces) {
            announcements++;
        }
    }
}
