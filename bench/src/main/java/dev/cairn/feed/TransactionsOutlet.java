package dev.cairn.feed;

import dev.cairn.synthetic.FeedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.Producer;

/// Sends records in Kafka transactions, and now and then aborts one before. The records of a transaction are collected
/// first, so that what is aborted can speak of the very events that follow.
final class TransactionsOutlet implements Outlet {
    /// More of them would show nothing more.
    private static final int ABORTED_RECORDS_MAX = 50;

    private final Producer<byte[], byte[]> producer;
    private final Addressing addressing;
    private final Acknowledgements acknowledgements;
    private final Delivery.InTransactions delivery;
    private final Forger forger = new Forger();
    private final Random aborted = new Random(1);
    private final List<FeedRecord> collected = new ArrayList<>();

    TransactionsOutlet(
            Producer<byte[], byte[]> producer,
            Addressing addressing,
            Acknowledgements acknowledgements,
            Delivery.InTransactions delivery) {
        this.producer = producer;
        this.addressing = addressing;
        this.acknowledgements = acknowledgements;
        this.delivery = delivery;
        producer.initTransactions();
    }

    @Override
    public void send(FeedRecord record) {
        collected.add(record);
        if (collected.size() == delivery.recordsMax()) {
            complete();
        }
    }

    @Override
    public void complete() {
        if (collected.isEmpty()) {
            return;
        }
        if (aborted.nextDouble() < delivery.abortedShare()) {
            publishWhatNeverCounts();
        }
        producer.beginTransaction();
        for (FeedRecord record : collected) {
            var _ = producer.send(addressing.addressed(record), acknowledgements);
        }
        producer.commitTransaction();
        acknowledgements.check();
        collected.clear();
    }

    private void publishWhatNeverCounts() {
        producer.beginTransaction();
        for (FeedRecord record : collected.subList(0, Math.min(ABORTED_RECORDS_MAX, collected.size()))) {
            var _ = producer.send(addressing.addressed(forger.forged(record)));
        }
        // What is not sent yet when a transaction is aborted is never sent, and would harm nobody.
        producer.flush();
        producer.abortTransaction();
    }
}
