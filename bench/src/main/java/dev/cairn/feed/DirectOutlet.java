package dev.cairn.feed;

import dev.cairn.synthetic.FeedRecord;
import org.apache.kafka.clients.producer.Producer;

/// Sends each record by itself.
final class DirectOutlet implements Outlet {
    private final Producer<byte[], byte[]> producer;
    private final Addressing addressing;
    private final Acknowledgements acknowledgements;

    DirectOutlet(Producer<byte[], byte[]> producer, Addressing addressing, Acknowledgements acknowledgements) {
        this.producer = producer;
        this.addressing = addressing;
        this.acknowledgements = acknowledgements;
    }

    @Override
    public void send(FeedRecord record) {
        acknowledgements.check();
        var _ = producer.send(addressing.addressed(record), acknowledgements);
    }

    @Override
    public void complete() {
        producer.flush();
        acknowledgements.check();
    }
}
