package dev.cairn.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.cairn.fixtures.EventArbitraries;
import dev.cairn.model.SourcePartition;
import dev.cairn.schemas.EventJson;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.source.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DecodingPropertyTest {
    private final RecordDecoder decoder = new RecordDecoder(ContentType.PROTOBUF);

    @Provide
    Arbitrary<ChainEvent> validEvents() {
        return EventArbitraries.validEvents();
    }

    @Provide
    Arbitrary<ChainEvent> anyEvents() {
        return EventArbitraries.anyEvents();
    }

    @Property
    void anEventIsDecodedToWhatWasEncoded(@ForAll("validEvents") ChainEvent event) {
        assertThat(decode(event.toByteArray()))
                .isEqualTo(ExpectedDecoding.of(event).orElseThrow());
    }

    @Property
    void jsonAndBinarySayTheSame(@ForAll("anyEvents") ChainEvent event) throws Exception {
        DecodedRecord fromBinary = decode(event.toByteArray());
        DecodedRecord fromJson = decodeJson(EventJson.print(event).getBytes(StandardCharsets.UTF_8));
        if (fromBinary instanceof UndecodableRecord) {
            assertThat(fromJson).isInstanceOf(UndecodableRecord.class);
        } else {
            assertThat(fromJson).isEqualTo(fromBinary);
        }
    }

    @Property
    void anEventIsRefusedExactlyWhenItBreaksARule(@ForAll("anyEvents") ChainEvent event) {
        agreesWithTheGeneratedParser(event.toByteArray());
    }

    @Property
    void randomBytesAreReadAsTheGeneratedParserReadsThem(@ForAll byte[] bytes) {
        agreesWithTheGeneratedParser(bytes);
    }

    @Property
    void damagedEventsAreReadAsTheGeneratedParserReadsThem(
            @ForAll("anyEvents") ChainEvent event, @ForAll long damageSeed) {
        agreesWithTheGeneratedParser(damaged(event.toByteArray(), new Random(damageSeed)));
    }

    @Property
    void randomJsonIsAnEventOrAnUndecodableRecord(@ForAll("anyEvents") ChainEvent event, @ForAll long damageSeed)
            throws Exception {
        byte[] json = EventJson.print(event).getBytes(StandardCharsets.UTF_8);
        assertPlaced(decodeJson(damaged(json, new Random(damageSeed))));
    }

    private void agreesWithTheGeneratedParser(byte[] bytes) {
        DecodedRecord decoded = decode(bytes);
        assertPlaced(decoded);
        Optional<DecodedRecord> expected = expected(bytes);
        if (hasNumberTooLong(decoded)) {
            return;
        }
        if (expected.isEmpty()) {
            assertThat(decoded).isInstanceOf(UndecodableRecord.class);
        } else {
            assertThat(decoded).isEqualTo(expected.get());
        }
    }

    /// Where protobuf's own parser is not of one mind; RecordDecoderTest tells what holds.
    private static boolean hasNumberTooLong(DecodedRecord decoded) {
        return decoded instanceof UndecodableRecord undecodable
                && undecodable.expected().equals("a number of at most 10 bytes");
    }

    private static void assertPlaced(DecodedRecord decoded) {
        if (decoded instanceof UndecodableRecord undecodable) {
            assertThat(undecodable.message()).startsWith("topic feed, partition 3, offset 42: ");
            assertThat(undecodable.expected()).isNotBlank();
            assertThat(undecodable.found()).isNotBlank();
            assertThat(undecodable.location()).isNotBlank();
        }
    }

    private static Optional<DecodedRecord> expected(byte[] bytes) {
        try {
            ChainEvent event = ChainEvent.parseFrom(bytes);
            return eventsIn(bytes) > 1 ? Optional.empty() : ExpectedDecoding.of(event);
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private static int eventsIn(byte[] bytes) throws InvalidProtocolBufferException {
        UnknownFieldSet fields = UnknownFieldSet.parseFrom(bytes);
        return fields.getField(1).getLengthDelimitedList().size()
                + fields.getField(2).getLengthDelimitedList().size();
    }

    /// Cut short, with bytes changed, doubled or put in: what transport and bad producers do.
    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> damaged = Arrays.copyOf(damaged, at);
                default -> {
                    byte[] longer = Arrays.copyOf(damaged, damaged.length + 1);
                    System.arraycopy(damaged, at, longer, at + 1, damaged.length - at);
                    damaged = longer;
                }
            }
        }
        return damaged;
    }

    private DecodedRecord decode(byte[] bytes) {
        return decoder.decode(SourceRecord.of(new SourcePartition("feed", 3), 42, null, bytes));
    }

    private DecodedRecord decodeJson(byte[] bytes) {
        return decoder.decode(SourceRecord.of(new SourcePartition("feed", 3), 42, "application/json", bytes));
    }
}
