package dev.cairn.runtime;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.pipeline.PipelineListener;
import java.util.Optional;

/// Sees to it that a start after a halt over damage looks for something better than the damaged database.
///
/// @param place  empty if the database leaves no files
record DamageWatch(Optional<DatabasePlace> place) implements PipelineListener {
    @Override
    public void halted(Halt halt) {
        if (halt.reason() == HaltReason.STORAGE_CORRUPT) {
            place.ifPresent(files -> files.foundDamaged(halt.what()));
        }
    }
}
