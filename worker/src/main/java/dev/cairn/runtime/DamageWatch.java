package dev.cairn.runtime;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.pipeline.PipelineListener;
import java.util.Optional;

/// Sees to it that something better is looked for than a damaged database: at once, and should the process end before,
/// at the next start. What only has to be opened again is.
///
/// @param place  empty if the database leaves no files
record DamageWatch(int shard, Optional<DatabasePlace> place, Revival revival) implements PipelineListener {
    @Override
    public void opensAgain() {
        revival.openAgain(shard);
    }

    @Override
    public void halted(Halt halt) {
        if (halt.reason() == HaltReason.STORAGE_CORRUPT) {
            place.ifPresent(files -> {
                files.foundDamaged(halt.what());
                revival.replace(shard, files, halt.what());
            });
        }
    }
}
