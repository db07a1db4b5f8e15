package dev.cairn.transfer;

import dev.cairn.fault.Step;
import dev.cairn.folder.Claim;
import dev.cairn.folder.DatabaseFolder;
import dev.cairn.folder.FolderGroup;
import dev.cairn.folder.Folders;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Durability;
import dev.cairn.storage.KeyList;
import dev.cairn.storage.StateLoad;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.Storages;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Makes a database of an export in Cairn's own form: at its height, with the offsets to go on from. It
/// is made under another name, and gets its own when the file turned out to be whole.
///
/// @param target     an empty place
/// @param bytesDone  is told how much of the file is
public record Import(Path file, StorageConfig.Rocks target, LongConsumer bytesDone) {
    private static final int BUFFER_BYTES = 1 << 16;

    /// What was imported.
    public record Imported(ExportHead head, long entries) {}

    public Imported run() {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            return alone(new CairnFileReader(file.toString(), in));
        } catch (NoSuchFileException _) {
            throw new ExportRefusedException("There is no file " + file + ". Check the path.");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "importing " + file + " failed: " + e.getMessage() + "; look at the disk and the path", e);
        }
    }

    private Imported alone(CairnFileReader reader) throws IOException {
        Path directory = target.directory();
        FolderGroup names = groupOf(target);
        for (Path folder : names.all()) {
            Files.createDirectories(
                    Objects.requireNonNull(folder.toAbsolutePath().getParent()));
        }
        try (Claim _ = Claim.on(directory)
                .orElseThrow(() -> new ExportRefusedException("Another import into " + directory
                        + ", or a restore or repair of it, is under way. Wait until it has ended."))) {
            return into(names, reader);
        }
    }

    private Imported into(FolderGroup names, CairnFileReader reader) throws IOException {
        StorageConfig.Rocks place = target.movedTo(folder -> FolderGroup.beside(folder, ".importing"));
        FolderGroup unfinished = groupOf(place);
        refuseWhatIsFull(names, unfinished);
        try {
            discard(unfinished, names);
            unfinished.make();
            Imported imported = load(reader, place);
            Step.IMPORT_WRITTEN.reached();
            for (Path folder : unfinished.all()) {
                Folders.syncWhole(folder);
            }
            new DatabaseFolder(names).forgetDamage();
            unfinished.name(names);
            Step.IMPORT_NAMED.reached();
            return imported;
        } finally {
            discard(unfinished, names);
        }
    }

    private static FolderGroup groupOf(StorageConfig.Rocks database) {
        return new FolderGroup(database.directory(), database.otherFolders());
    }

    private Imported load(CairnFileReader reader, StorageConfig.Rocks unfinished) throws IOException {
        ExportHead head = reader.head();
        if (!head.isWhole()) {
            throw new ExportRefusedException(file + " has only a part of the keys, of which no database can be made."
                    + " Export without --prefix, --from and --to.");
        }
        StorageConfig.Rocks place =
                new StorageConfig.Rocks(unfinished.directory(), Durability.KAFKA, unfinished.settings());
        try (Storage storage = Storages.open(place, head.identity())) {
            return new Imported(head, load(reader, head.block(), storage));
        }
    }

    private long load(CairnFileReader reader, BlockRecord block, Storage storage) throws IOException {
        List<StateKey> changedKeys = new ArrayList<>();
        AscendingKeys changed = new AscendingKeys();
        AscendingKeys keys = new AscendingKeys();
        StateLoad load = StateLoad.into(storage, block.height());
        long entries = 0;
        while (true) {
            CairnFileReader.Piece piece = reader.next();
            bytesDone.accept(reader.bytesRead());
            try {
                switch (piece.kind()) {
                    case CairnFile.CHANGED_KEYS -> {
                        while (piece.content().hasRemaining()) {
                            byte[] key = piece.bytes();
                            changed.take(key, 0, key.length);
                            changedKeys.add(new StateKey(Bytes.wrap(key)));
                        }
                        if (changedKeys.size() > block.changeCount()) {
                            throw reader.damaged();
                        }
                    }
                    case CairnFile.ENTRIES -> entries += entries(piece, keys, load);
                    case CairnFile.END -> {
                        if (piece.content().getLong() != entries || changedKeys.size() != block.changeCount()) {
                            throw reader.damaged();
                        }
                        reader.expectEnd();
                        load.finish(block, KeyList.of(changedKeys), CommittedPosition.after(block));
                        return entries;
                    }
                    default -> throw reader.damaged();
                }
            } catch (BufferUnderflowException | IllegalArgumentException _) {
                throw reader.damaged();
            }
        }
    }

    private static long entries(CairnFileReader.Piece piece, AscendingKeys keys, StateLoad load) {
        ByteBuffer content = piece.content();
        long entries = 0;
        byte[] array = piece.array();
        while (content.hasRemaining()) {
            int keyLength = piece.length();
            int keyOffset = content.position();
            keys.take(array, keyOffset, keyLength);
            content.position(keyOffset + keyLength);
            int valueLength = piece.length();
            if (!StateValue.isValidLength(valueLength)) {
                throw new IllegalArgumentException("expected a value that is not too long");
            }
            int valueOffset = content.position();
            content.position(valueOffset + valueLength);
            load.put(array, keyOffset, keyLength, array, valueOffset, valueLength);
            entries++;
        }
        return entries;
    }

    private static void refuseWhatIsFull(FolderGroup names, FolderGroup unfinished) throws IOException {
        Optional<Path> occupied = names.occupied(unfinished);
        if (occupied.isPresent()) {
            throw new ExportRefusedException("An export is imported into an empty place only, but " + occupied.get()
                    + " has files in it. Move them away, or name another folder.");
        }
    }

    private static void discard(FolderGroup unfinished, FolderGroup names) {
        try {
            unfinished.discard(names);
        } catch (IOException e) {
            throw new UncheckedIOException("deleting " + unfinished.first() + " failed: " + e.getMessage(), e);
        }
    }
}
