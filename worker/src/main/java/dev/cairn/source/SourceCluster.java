package dev.cairn.source;

import dev.cairn.model.SourcePartition;
import java.util.Map;
import java.util.Set;

/// What can be asked of Kafka besides records. **Threading:** any thread.
interface SourceCluster extends AutoCloseable {
    /// The configured topics as they are now.
    ///
    /// @throws SourceUnavailableException  if there was no answer
    /// @throws dev.cairn.fault.HaltException  if we may not ask
    Feed feed();

    /// Begin and end of partitions, as [#feed].
    Map<SourcePartition, OffsetRange> ranges(Set<SourcePartition> partitions);

    @Override
    void close();
}
