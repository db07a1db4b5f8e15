package dev.cairn.source;

import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import java.time.Duration;
import java.util.Set;

/// Where a shard's records come from: Kafka, or a simulated log. **Threading:** one thread uses it and closes it;
/// [#wakeup()] may be called from any.
public interface RecordSource extends AutoCloseable {
    /// What feeds the shard. Where it takes transactions from all partitions of a topic they may become more, in a poll
    /// or when somebody looks for them.
    ShardPartitions partitions();

    /// Looks now whether there are more partitions than are read, and reads those from now on; false if there are none.
    ///
    /// @throws SourceUnavailableException  if Kafka does not say
    boolean lookForMorePartitions();

    /// What has come since the last poll, waiting for it a while. Partitions that are paused bring nothing.
    ///
    /// @throws SourceUnavailableException  if trying again later may help
    /// @throws dev.cairn.fault.HaltException  if it does not
    SourceBatch poll(Duration atMost);

    /// Exactly these partitions are paused from now on. What was fetched of them already is kept and comes later.
    void pause(Set<SourcePartition> partitions);

    /// Asks whether reading could go on from there. What Kafka has may be deleted right after.
    ///
    /// @throws SourceUnavailableException  if Kafka does not say
    /// @throws dev.cairn.fault.HaltException  if it has not what is needed
    void checkReadable(ResumeOffsets from);

    /// Goes on reading elsewhere.
    void seek(ResumeOffsets from);

    /// Tells Kafka how far we are, for those who watch lag with Kafka's tools. It does not wait, and if it
    /// fails nothing is lost: at start only the database's own offsets count.
    void commit(ResumeOffsets durable);

    /// Makes a poll that is waiting return.
    void wakeup();

    @Override
    void close();
}
