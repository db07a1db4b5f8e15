package dev.cairn.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.cairn.model.SourcePartition;
import dev.cairn.model.StateChanges;
import dev.cairn.schemas.GoldenSample;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.StateWrite;
import dev.cairn.schemas.v1.TransactionEvent;
import dev.cairn.source.SourceRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordDecoderTest {
    private static final ChainEvent BLOCK = block(validBlock());
    private static final ChainEvent TRANSACTION = transaction(validTransaction());

    private final RecordDecoder decoder = new RecordDecoder(ContentType.PROTOBUF);

    static List<GoldenSample> goldenSamples() {
        return GoldenSample.all();
    }

    @ParameterizedTest
    @MethodSource("goldenSamples")
    void everyGoldenSampleIsDecodedInBothEncodings(GoldenSample sample) throws Exception {
        DecodedRecord expected =
                ExpectedDecoding.of(ChainEvent.parseFrom(sample.binary())).orElseThrow();
        assertThat(decode(null, sample.binary())).isEqualTo(expected);
        assertThat(decode("application/json", sample.json())).isEqualTo(expected);
    }

    @Test
    void keysAndValuesStayWhereTheRecordHasThem() {
        byte[] record = TRANSACTION.toByteArray();
        StateChanges changes = ((BlockTransaction) decode(null, record)).changes();
        assertThat(changes.source()).isSameAs(record);
    }

    @Test
    void transactionsOfOneBlockShareItsIdentity() {
        BlockTransaction first = (BlockTransaction) decode(null, TRANSACTION.toByteArray());
        BlockTransaction second = (BlockTransaction)
                decode(null, transaction(validTransaction().setIndex(1)).toByteArray());
        assertThat(second.block()).isSameAs(first.block());
        assertThat(((BlockTransaction) decode(
                                null,
                                transaction(validTransaction().setHeight(8)).toByteArray()))
                        .block())
                .isNotEqualTo(first.block());
        assertThat(((BlockTransaction) decode(
                                null,
                                transaction(validTransaction().setBlockHash(utf8("other")))
                                        .toByteArray()))
                        .block())
                .isNotEqualTo(first.block());
    }

    @Test
    void theContentTypeHeaderWinsOverTheTopicsSetting() {
        String json = "{\"transaction\": {\"height\": 7, \"blockHash\": \"c2V2ZW4=\"}}";
        byte[] jsonBytes = json.getBytes(StandardCharsets.UTF_8);
        RecordDecoder jsonByDefault = new RecordDecoder(ContentType.JSON);
        assertThat(jsonByDefault.decode(record(null, jsonBytes))).isInstanceOf(BlockTransaction.class);
        assertThat(jsonByDefault.decode(record("application/x-protobuf", TRANSACTION.toByteArray())))
                .isInstanceOf(BlockTransaction.class);
        assertThat(decode("Application/JSON; charset=utf-8", jsonBytes)).isInstanceOf(BlockTransaction.class);
        assertThat(decode("application/protobuf", TRANSACTION.toByteArray())).isInstanceOf(BlockTransaction.class);
    }

    @Test
    void anUnknownContentTypeIsNamed() {
        assertRefused(
                decode("text/csv", "7,seven".getBytes(StandardCharsets.UTF_8)),
                "topic feed, partition 3, offset 42: the record is not a cairn.v1.ChainEvent as text/csv: expected "
                        + "application/x-protobuf or application/json, but found the content type 'text/csv' "
                        + "(header content-type; the value begins with '7,seven')");
    }

    @Test
    void aTombstoneIsNoEvent() {
        assertRefused(
                decode(null, null),
                "topic feed, partition 3, offset 42: the record is not a cairn.v1.ChainEvent as application/x-protobuf: "
                        + "expected an event, but found no value (a tombstone) (the record's value)");
    }

    @Test
    void jsonThatIsNotDeclaredAsSuchIsRecognised() {
        for (String json :
                List.of("{\"block\":{\"height\":\"4\",\"hash\":\"YmxvY2stNA==\"}}", "{\n  \"block\": {}\n}")) {
            UndecodableRecord refused = refused(decode(null, json.getBytes(StandardCharsets.UTF_8)));
            assertThat(refused.problem())
                    .startsWith(
                            "the record is not a cairn.v1.ChainEvent as application/x-protobuf: expected protobuf, but"
                                    + " found what looks like JSON (let the producer set the header content-type to"
                                    + " application/json, or set decode.blocks-format or decode.transactions-format to json; the"
                                    + " value begins with '{");
        }
    }

    @Test
    void theFirstBytesOfWhatIsNoEventAreShown() {
        assertThat(refused(decode(
                                null, "no event\nat all, and much longer than a line".getBytes(StandardCharsets.UTF_8)))
                        .problem())
                .endsWith("; the value begins with 'no event at all, and much longer…' (44 bytes))");
        assertThat(refused(decode(null, new byte[] {(byte) 0x89, 'P', 'N', 'G'}))
                        .problem())
                .endsWith("; the value begins with 0x89504e47)");
        assertThat(refused(decode(null, new byte[0])).problem()).doesNotContain("begins with");
    }

    @Test
    void brokenJsonSaysWhatTheJsonReaderSaw() {
        assertThat(refused(decode("application/json", "{\"block\": [}".getBytes(StandardCharsets.UTF_8))))
                .satisfies(it -> assertThat(it.expected()).isEqualTo("canonical protobuf JSON"))
                .satisfies(it -> assertThat(it.found())
                        .startsWith("text that is not JSON: ")
                        .contains("$.block[0]")
                        .doesNotContain("http"));
    }

    @Test
    void jsonNestedTooDeepIsRefused() {
        String deep = "{\"x\":".repeat(100_000) + "1" + "}".repeat(100_000);
        var _ = refused(decode("application/json", deep.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void fieldsOfALaterVersionArePassedOver() throws IOException {
        UnknownFieldSet later = UnknownFieldSet.newBuilder()
                .mergeVarintField(100, 7)
                .addField(
                        101,
                        UnknownFieldSet.Field.newBuilder()
                                .addFixed32(1)
                                .addFixed64(2)
                                .build())
                .addField(
                        102,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(utf8("text"))
                                .build())
                .addField(
                        103,
                        UnknownFieldSet.Field.newBuilder()
                                .addGroup(UnknownFieldSet.newBuilder()
                                        .mergeVarintField(1, 1)
                                        .build())
                                .build())
                .build();
        ChainEvent extended = TRANSACTION.toBuilder()
                .setUnknownFields(later)
                .setTransaction(TRANSACTION.getTransaction().toBuilder()
                        .setUnknownFields(later)
                        .setWrites(
                                0,
                                TRANSACTION.getTransaction().getWrites(0).toBuilder()
                                        .setUnknownFields(later)))
                .build();
        ChainEvent extendedBlock = BLOCK.toBuilder()
                .setBlock(BLOCK.getBlock().toBuilder().setUnknownFields(later))
                .build();
        assertThat(decode(null, extended.toByteArray())).isEqualTo(decode(null, TRANSACTION.toByteArray()));
        assertThat(decode(null, extendedBlock.toByteArray())).isEqualTo(decode(null, BLOCK.toByteArray()));
    }

    @Test
    void knownFieldsWithAnotherWireTypeArePassedOverLikeUnknownOnes() throws IOException {
        byte[] heightAsText = concatenated(tagged(1, WireReader.LENGTH_DELIMITED), new byte[] {1, 'x'});
        byte[] transaction =
                concatenated(heightAsText, TRANSACTION.getTransaction().toByteArray());
        assertThat(decode(null, enveloped(transaction))).isEqualTo(decode(null, TRANSACTION.toByteArray()));
    }

    @Test
    void twoEventsInOneEnvelopeAreRefused() throws IOException {
        assertThat(refused(decode(null, concatenated(BLOCK.toByteArray(), TRANSACTION.toByteArray())))
                        .message())
                .contains("expected one event, but found a second one");
    }

    @ParameterizedTest
    @ValueSource(ints = {97, 98, 99, 100, 101, 102})
    void nestingEndsAtTheSameDepthAsInTheGeneratedParser(int groups) throws IOException {
        byte[] nested = new byte[2 * groups];
        for (int i = 0; i < groups; i++) {
            nested[i] = (byte) WireReader.tag(15, WireReader.GROUP_START);
            nested[nested.length - 1 - i] = (byte) WireReader.tag(15, WireReader.GROUP_END);
        }
        byte[] transaction = concatenated(nested, TRANSACTION.getTransaction().toByteArray());
        byte[] event = enveloped(transaction);
        boolean accepted;
        try {
            accepted = ChainEvent.parseFrom(event).hasTransaction();
        } catch (InvalidProtocolBufferException e) {
            accepted = false;
        }
        assertThat(decode(null, event) instanceof BlockTransaction).isEqualTo(accepted);
    }

    @Test
    void whatBreaksARuleIsToldWithItsFieldAndWhatWasExpected() {
        assertRule(block(validBlock().clearHash()), "a hash of 1 to 64 bytes", "0 bytes", "block.hash");
        assertRule(block(validBlock().setHash(zeros(65))), "a hash of 1 to 64 bytes", "65 bytes", "block.hash");
        assertRule(
                block(validBlock().setParentHash(zeros(65))),
                "a hash of 1 to 64 bytes",
                "65 bytes",
                "block.parent_hash");
        assertRule(
                block(validBlock().setHeight(-1)),
                "a height of at most 9223372036854775806",
                "18446744073709551615",
                "block.height");
        assertRule(
                block(validBlock().setFinalizedHeight(Long.MAX_VALUE)),
                "a height of at most 9223372036854775806",
                "9223372036854775807",
                "block.finalized_height");
        assertRule(
                block(validBlock().setTransactionCount(-1)),
                "at most 2147483647",
                "4294967295",
                "block.transaction_count");
        assertRule(
                block(validBlock().addWrites(StateWrite.newBuilder().setPut(utf8("v")))),
                "1 to 65536 bytes",
                "0 bytes",
                "block.writes[0].key");
        assertRule(
                transaction(validTransaction().clearBlockHash()),
                "a hash of 1 to 64 bytes",
                "0 bytes",
                "transaction.block_hash");
        assertRule(
                transaction(validTransaction().setHeight(Long.MIN_VALUE)),
                "a height of at most 9223372036854775806",
                "9223372036854775808",
                "transaction.height");
        assertRule(
                transaction(validTransaction().setIndex(Integer.MIN_VALUE)),
                "at most 2147483647",
                "2147483648",
                "transaction.index");
        assertRule(
                transaction(validTransaction().setHash(zeros(65))),
                "a hash of at most 64 bytes",
                "65 bytes",
                "transaction.hash");
        assertRule(
                transaction(validTransaction()
                        .addWrites(StateWrite.newBuilder().setKey(zeros(65_537)).setDelete(true))),
                "1 to 65536 bytes",
                "65537 bytes",
                "transaction.writes[1].key");
        assertRule(
                transaction(validTransaction()
                        .addWrites(StateWrite.newBuilder().setKey(utf8("k")).setPut(zeros(16_777_217)))),
                "at most 16777216 bytes",
                "16777217 bytes",
                "transaction.writes[1].put");
        assertRule(
                transaction(validTransaction()
                        .addWrites(StateWrite.newBuilder().setKey(utf8("k")).setDelete(false))),
                "true",
                "false",
                "transaction.writes[1].delete");
        assertRule(
                transaction(validTransaction().addWrites(StateWrite.newBuilder().setKey(utf8("k")))),
                "put or delete",
                "neither",
                "transaction.writes[1].operation");
        assertRule(ChainEvent.getDefaultInstance(), "a block or a transaction", "neither", "ChainEvent");
    }

    @Test
    void theLargestKeyAndValueAreAccepted() {
        ChainEvent largest = transaction(validTransaction()
                .addWrites(StateWrite.newBuilder().setKey(zeros(65_536)).setPut(zeros(16_777_216))));
        assertThat(decode(null, largest.toByteArray())).isInstanceOf(BlockTransaction.class);
    }

    @Test
    void aNumberOfMoreThanTenBytesIsRefusedAndOneOfTenIsRead() throws IOException {
        byte[] tag = tagged(4, WireReader.VARINT);
        byte[] minusOne = {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
        byte[] tooLong = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
        byte[] block = BLOCK.getBlock().toByteArray();
        BlockHeader read = (BlockHeader) decode(null, enveloped(1, concatenated(block, concatenated(tag, minusOne))));
        assertThat(read.timestampMs()).isEqualTo(-1);
        assertThat(refused(decode(null, enveloped(1, concatenated(block, concatenated(tag, tooLong)))))
                        .expected())
                .isEqualTo("a number of at most 10 bytes");
    }

    @Test
    void textFromOutsideCannotFloodOrForgeALog() {
        UndecodableRecord refused =
                refused(decode("evil\n2026-01-01 ERROR\u001b[31m " + "x".repeat(1_000_000), TRANSACTION.toByteArray()));
        assertThat(refused.message())
                .doesNotContain("\n", "\u001b")
                .contains("\\u001b")
                .hasSizeLessThan(1_000);
    }

    @Test
    void aCharsetOtherThanUtf8IsRefused() {
        assertThat(refused(decode("application/json; charset=utf-16", new byte[0]))
                        .expected())
                .isEqualTo("the charset utf-8");
        assertThat(decode("application/x-protobuf; charset=\"UTF-8\"; q=1", TRANSACTION.toByteArray()))
                .isInstanceOf(BlockTransaction.class);
    }

    @Test
    void twoJsonEventsInOneRecordAreRefusedNotHalfRead() {
        String one = "{\"transaction\": {\"height\": 7, \"blockHash\": \"c2V2ZW4=\"}}";
        byte[] two = (one + "\n" + one).getBytes(StandardCharsets.UTF_8);
        assertThat(refused(decode("application/json", two)).found()).startsWith("text that is not JSON");
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        byte[] payloadType = concatenated(tagged(6, WireReader.LENGTH_DELIMITED), new byte[] {1, (byte) 0xff});
        byte[] transaction = concatenated(TRANSACTION.getTransaction().toByteArray(), payloadType);
        assertThat(refused(decode(null, enveloped(transaction))))
                .satisfies(it -> assertThat(it.expected()).isEqualTo("UTF-8"))
                .satisfies(it -> assertThat(it.found()).isEqualTo("0xff"))
                .satisfies(it -> assertThat(it.location()).startsWith("transaction.payload_type"));
    }

    @Test
    void anEventThatIsCutShortIsRefusedWhereverTheCutIs() {
        byte[] whole = TRANSACTION.toByteArray();
        for (int length = 0; length < whole.length; length++) {
            var _ = refused(decode(null, Arrays.copyOf(whole, length)));
        }
    }

    private void assertRule(ChainEvent event, String expected, String found, String field) {
        UndecodableRecord refused = refused(decode(null, event.toByteArray()));
        assertThat(refused.expected()).isEqualTo(expected);
        assertThat(refused.found()).isEqualTo(found);
        assertThat(refused.location()).startsWith(field + ", before byte ");
    }

    private static void assertRefused(DecodedRecord decoded, String message) {
        assertThat(refused(decoded).message()).isEqualTo(message);
    }

    private static UndecodableRecord refused(DecodedRecord decoded) {
        assertThat(decoded).asInstanceOf(type(UndecodableRecord.class)).isNotNull();
        return (UndecodableRecord) decoded;
    }

    private DecodedRecord decode(@Nullable String contentType, byte @Nullable [] value) {
        return decoder.decode(record(contentType, value));
    }

    private static SourceRecord record(@Nullable String contentType, byte @Nullable [] value) {
        return SourceRecord.of(new SourcePartition("feed", 3), 42, contentType, value);
    }

    private static BlockEvent.Builder validBlock() {
        return BlockEvent.newBuilder().setHeight(7).setHash(utf8("seven")).setParentHash(utf8("six"));
    }

    private static TransactionEvent.Builder validTransaction() {
        return TransactionEvent.newBuilder()
                .setHeight(7)
                .setBlockHash(utf8("seven"))
                .addWrites(StateWrite.newBuilder().setKey(utf8("key")).setPut(utf8("value")));
    }

    private static ChainEvent block(BlockEvent.Builder block) {
        return ChainEvent.newBuilder().setBlock(block).build();
    }

    private static ChainEvent transaction(TransactionEvent.Builder transaction) {
        return ChainEvent.newBuilder().setTransaction(transaction).build();
    }

    private static byte[] enveloped(byte[] transaction) throws IOException {
        return enveloped(2, transaction);
    }

    private static byte[] enveloped(int field, byte[] event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeByteArray(field, event);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] tagged(int field, int wireType) {
        return new byte[] {(byte) WireReader.tag(field, wireType)};
    }

    private static byte[] concatenated(byte[] first, byte[] second) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(first);
        bytes.write(second);
        return bytes.toByteArray();
    }

    private static ByteString utf8(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private static ByteString zeros(int length) {
        return ByteString.copyFrom(new byte[length]);
    }
}
