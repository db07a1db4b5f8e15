package dev.cairn.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.fixtures.FlushedChain;
import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.flush.Flusher;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.proof.Verification;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Durability;
import dev.cairn.storage.SpreadRocks;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.storage.TestRocks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Blocks 0 to 39 are on disk.
class TransferTest {
    @TempDir
    Path directory;

    private StorageConfig.Rocks original;
    private FlushedChain chain;

    @BeforeEach
    void write() {
        original = rocks("original");
        try (Storage storage = Storages.open(original, identity())) {
            chain = new FlushedChain(storage, 0, new Random(5));
            chain.grow(20).grow(20);
        }
    }

    @Test
    void linesOfJsonAreThoseOfAScanOverHttp() throws IOException {
        List<String> lines = exported(ExportForm.NDJSON, TextForm.UTF8, 30, KeyRange.all())
                .lines()
                .toList();
        JsonMapper mapper = new JsonMapper();
        assertThat(mapper.readTree(lines.getFirst()).at("/at/hash").asText())
                .isEqualTo(chain.block(30).hash().toString());
        NavigableMap<String, String> state = new TreeMap<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            JsonNode entry = mapper.readTree(line);
            state.put(entry.get("key").asText(), entry.get("value").asText());
        }
        assertThat(state).isEqualTo(chain.stateAt(30));
        assertThat(mapper.readTree(lines.getLast()).get("entries").asInt()).isEqualTo(state.size());
    }

    @Test
    void howFarAnExportIsIsToldByWhatItsKeysTake() throws IOException {
        try (StoredDatabase database = StoredDatabase.open(manyKeys())) {
            for (KeyRange range : List.of(KeyRange.all(), KeyRange.prefix(Bytes.ofHex("61")))) {
                ExportProgress progress = new ExportProgress(database, range);
                assertThat(progress.bytesTotal()).isPositive();
                List<Long> seen = new ArrayList<>();
                ExportWatch watch = (entries, array, keyOffset, keyLength) -> {
                    progress.wrote(entries, array, keyOffset, keyLength);
                    if (entries % 1_024 == 0) {
                        seen.add(progress.bytesDone());
                    }
                };
                long entries = new Export(database, 0, range, ExportForm.CAIRN, TextForm.HEX, watch)
                        .into(OutputStream.nullOutputStream());
                assertThat(progress.entries()).isEqualTo(entries);
                assertThat(seen).isSorted().hasSizeGreaterThan(2);
                assertThat(seen.getFirst()).isLessThan(progress.bytesTotal() / 2);
                assertThat(seen.getLast()).isBetween(progress.bytesTotal() * 3 / 4, progress.bytesTotal());
            }
        }
    }

    /// One block: ten thousand keys that begin with `a`, as many with `b`.
    private StorageConfig.Rocks manyKeys() {
        StorageConfig.Rocks place = rocks("many");
        ChainBuilder block = ChainBuilder.first(0);
        Random random = new Random(7);
        for (int key = 0; key < 10_000; key++) {
            block.put(
                    "a%05d".formatted(key), Long.toHexString(random.nextLong()).repeat(5));
            block.put(
                    "b%05d".formatted(key), Long.toHexString(random.nextLong()).repeat(5));
        }
        try (Storage storage = Storages.open(place, identity())) {
            new Flusher(storage)
                    .flush(new FlushRound(
                            FlushTrigger.MANUAL, List.of(BlockLayer.of(block.build())), 0L, OptionalLong.empty()));
            storage.flushMemtables();
        }
        return place;
    }

    @Test
    void textThatJsonAndTablesTakeForSomethingElseIsEscaped() throws IOException {
        byte[] odd = "a\"b\\c\n,\u0001ü".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        new JsonLines(head(), TextForm.UTF8, json).entry(odd, 0, odd.length, 0, odd.length);
        String line = json.toString(StandardCharsets.UTF_8).lines().toList().getLast();
        assertThat(new JsonMapper().readTree(line).get("value").asText()).isEqualTo("a\"b\\c\n,\u0001ü");
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        new CsvLines(TextForm.UTF8, csv).entry(odd, 0, odd.length, 0, 1);
        assertThat(csv.toString(StandardCharsets.UTF_8)).isEqualTo("key,value\r\n\"a\"\"b\\c\n,\u0001ü\",a\r\n");
    }

    @Test
    void aTableHasARangeInHexOrBase64() {
        KeyRange prefix = KeyRange.prefix(Bytes.wrap("key1".getBytes(StandardCharsets.UTF_8)));
        List<String> hex =
                exported(ExportForm.CSV, TextForm.HEX, 39, prefix).lines().toList();
        assertThat(hex.getFirst()).isEqualTo("key,value");
        assertThat(hex)
                .hasSize(1
                        + (int) chain.stateAt(39).keySet().stream()
                                .filter(key -> key.startsWith("key1"))
                                .count());
        assertThat(hex.get(1)).startsWith("6b657931");
        assertThat(exported(ExportForm.CSV, TextForm.BASE64URL, 39, prefix)).contains("\na2V5M");
    }

    @Test
    void whatIsNoTextIsNotWrittenAsText() throws IOException {
        byte[] binary = {(byte) 0xff, 0};
        assertThatExceptionOfType(ExportRefusedException.class)
                .isThrownBy(() -> new CsvLines(TextForm.UTF8, new ByteArrayOutputStream()).entry(binary, 0, 2, 0, 2))
                .withMessageContaining("0xff00")
                .withMessageContaining("--enc hex");
    }

    @Test
    void ofAnExportADatabaseIsMadeFromWhichAWorkerGoesOn() {
        Path file = directory.resolve("state.cairn");
        long entries = export(file, ExportForm.CAIRN, 30, KeyRange.all());
        StorageConfig.Rocks target = rocks("imported");
        List<Long> bytesDone = new ArrayList<>();
        Import.Imported imported = new Import(file, target, bytesDone::add).run();
        assertThat(bytesDone).isSorted().last().isEqualTo(file.toFile().length());
        assertThat(imported.entries())
                .isEqualTo(entries)
                .isEqualTo(chain.stateAt(30).size());
        try (Storage storage = Storages.open(target, identity())) {
            CommittedPosition position = storage.committed().orElseThrow();
            assertThat(position.block()).isEqualTo(chain.block(30));
            assertThat(storage.earliestHeight()).isEqualTo(30);
            assertThat(storage.firstHeight()).isEmpty();
            assertThat(FlushedChain.read(storage.reader(), 30)).isEqualTo(chain.stateAt(30));
            try (StoredDatabase before = StoredDatabase.open(original)) {
                BlockRecord block = before.reader().block(30).orElseThrow();
                assertThat(storage.reader().block(30)).contains(block);
                assertThat(storage.reader().changedKeys(30))
                        .isEqualTo(before.reader().changedKeys(30));
                assertThat(position).isEqualTo(CommittedPosition.after(block));
            }
            chain.storage(storage);
            chain.forgetAbove(30).grow(7);
            assertThat(FlushedChain.read(storage.reader(), 37)).isEqualTo(chain.stateAt(37));
        }
        try (StoredDatabase stored = StoredDatabase.open(target)) {
            Verification verification = new Verification(stored, target.directory());
            verification.checkDigests(_ -> {});
            verification.checkVersions(_ -> {});
        }
    }

    @Test
    void aFileThatIsCutOrDamagedAnywhereIsRefusedAndLeavesNothing() throws IOException {
        Path file = directory.resolve("state.cairn");
        export(file, ExportForm.CAIRN, 30, KeyRange.all());
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(6);
        for (int i = 0; i < 60; i++) {
            byte[] bad = i % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (i % 2 == 1) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertRefused(bad, "state|own form|damaged|too early");
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertRefused(longer, "damaged");
    }

    private void assertRefused(byte[] content, String pattern) throws IOException {
        Path bad = Files.write(directory.resolve("bad.cairn"), content);
        assertThatExceptionOfType(ExportRefusedException.class)
                .isThrownBy(() -> new Import(bad, rocks("target"), _ -> {}).run())
                .withMessageMatching("(?s).*(" + pattern + ").*");
        assertThat(directory.resolve("target")).doesNotExist();
        assertThat(directory.resolve("target.importing")).doesNotExist();
    }

    @Test
    void aPartOfTheKeysIsNoDatabaseAndAFullPlaceIsNoTarget() {
        Path part = directory.resolve("part.cairn");
        export(part, ExportForm.CAIRN, 30, KeyRange.prefix(Bytes.ofHex("6b")));
        assertThatExceptionOfType(ExportRefusedException.class)
                .isThrownBy(() -> new Import(part, rocks("target"), _ -> {}).run())
                .withMessageContaining("only a part of the keys");
        Path whole = directory.resolve("whole.cairn");
        export(whole, ExportForm.CAIRN, 30, KeyRange.all());
        assertThatExceptionOfType(ExportRefusedException.class)
                .isThrownBy(() -> new Import(whole, original, _ -> {}).run())
                .withMessageContaining("empty place only");
        assertThatExceptionOfType(ExportRefusedException.class)
                .isThrownBy(() -> export(whole, ExportForm.CAIRN, 30, KeyRange.all()))
                .withMessageContaining("is there already");
    }

    @ParameterizedTest
    @EnumSource(ExportForm.class)
    void nothingIsLeftOfAnExportThatFails(ExportForm form) {
        Path file = directory.resolve("state");
        assertThatExceptionOfType(ExportRefusedException.class)
                .isThrownBy(() -> export(file, form, 99, KeyRange.all()));
        assertThat(directory).isDirectoryNotContaining(entry -> entry.toString().contains("state"));
    }

    @Test
    void aFileThatIsNotOursIsNeverWrittenOver() throws IOException {
        Path file = directory.resolve("state.nd");
        Path others = Files.writeString(directory.resolve("state.nd.part"), "precious");
        export(file, ExportForm.NDJSON, 30, KeyRange.all());
        assertThat(others).hasContent("precious");
        Path meanwhile = directory.resolve("meanwhile.nd");
        try (StoredDatabase database = StoredDatabase.open(original)) {
            Export export = new Export(
                    database,
                    30,
                    KeyRange.all(),
                    ExportForm.NDJSON,
                    TextForm.HEX,
                    (_, _, _, _) -> write(meanwhile, "precious"));
            assertThatExceptionOfType(ExportRefusedException.class)
                    .isThrownBy(() -> export.into(meanwhile))
                    .withMessageContaining("is there already");
        }
        assertThat(meanwhile).hasContent("precious");
        assertThat(directory).isDirectoryNotContaining(entry -> entry.toString().matches(".*nd\\..+\\.part"));
    }

    @Test
    void whatAnExportLeftThatWasKilledGoesWithTheNextOne() throws IOException {
        Path left = Files.createFile(directory.resolve("state.nd.0f8fad5b-d9cb-469f-a165-70867728950e.part"));
        export(directory.resolve("state.nd"), ExportForm.NDJSON, 30, KeyRange.all());
        assertThat(left).doesNotExist();
    }

    @Test
    void twoExportsToOneFileDoNotMix() {
        Path file = directory.resolve("state.nd");
        List<Throwable> refused = new ArrayList<>();
        try (StoredDatabase database = StoredDatabase.open(original)) {
            ExportWatch another = (_, _, _, _) -> refused.add(catchThrowable(
                    () -> new Export(database, 10, KeyRange.all(), ExportForm.CSV, TextForm.HEX, (_, _, _, _) -> {})
                            .into(file)));
            new Export(database, 30, KeyRange.all(), ExportForm.NDJSON, TextForm.HEX, another).into(file);
        }
        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(why -> assertThat(why)
                        .isInstanceOf(ExportRefusedException.class)
                        .hasMessageContaining("Another export to " + file));
        assertThat(file).content().isEqualTo(exported(ExportForm.NDJSON, TextForm.HEX, 30, KeyRange.all()));
    }

    @Test
    void whatIsImportedMayLieInSeveralPlaces() throws IOException {
        Path file = directory.resolve("state.cairn");
        export(file, ExportForm.CAIRN, 30, KeyRange.all());
        StorageConfig.Rocks target =
                SpreadRocks.config(directory.resolve("spread"), directory.resolve("elsewhere"), Durability.WAL);
        new Import(file, target, _ -> {}).run();
        for (Path folder : target.otherFolders()) {
            assertThat(folder.resolveSibling("db.importing")).doesNotExist();
            assertThat(folder).isDirectory();
        }
        assertThat(directory.resolve("elsewhere/cold/db")).isNotEmptyDirectory();
        Path again = directory.resolve("again.cairn");
        try (StoredDatabase stored = StoredDatabase.open(target)) {
            new Export(stored, 30, KeyRange.all(), ExportForm.CAIRN, TextForm.HEX, (_, _, _, _) -> {}).into(again);
        }
        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void twoImportsIntoOnePlaceDoNotMix() {
        Path file = directory.resolve("state.cairn");
        export(file, ExportForm.CAIRN, 30, KeyRange.all());
        StorageConfig.Rocks target = rocks("target");
        List<Throwable> refused = new ArrayList<>();
        new Import(file, target, _ -> refused.add(catchThrowable(() -> new Import(file, target, _ -> {}).run()))).run();
        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(why -> assertThat(why)
                        .isInstanceOf(ExportRefusedException.class)
                        .hasMessageContaining("Another import into " + target.directory()));
        try (StoredDatabase stored = StoredDatabase.open(target)) {
            assertThat(FlushedChain.read(stored.reader(), 30)).isEqualTo(chain.stateAt(30));
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String exported(ExportForm form, TextForm text, long height, KeyRange range) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (StoredDatabase database = StoredDatabase.open(original)) {
            new Export(database, height, range, form, text, (_, _, _, _) -> {}).into(out);
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private long export(Path file, ExportForm form, long height, KeyRange range) {
        try (StoredDatabase database = StoredDatabase.open(original)) {
            return new Export(database, height, range, form, TextForm.HEX, (_, _, _, _) -> {}).into(file);
        }
    }

    private ExportHead head() {
        try (StoredDatabase database = StoredDatabase.open(original)) {
            return new ExportHead(identity(), database.reader().block(30).orElseThrow(), true);
        }
    }

    private static StorageIdentity identity() {
        return new StorageIdentity("cluster", new TreeMap<>(Map.of("blocks", "id")), 0, Optional.of("writes"));
    }

    private StorageConfig.Rocks rocks(String name) {
        return new StorageConfig.Rocks(directory.resolve(name), Durability.WAL, TestRocks.SMALL);
    }
}
