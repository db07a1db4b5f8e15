package dev.cairn.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cairn.schemas.v1.ChainEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    @Test
    void heightsBeyondWhatJsonNumbersHoldAreStrings() throws Exception {
        assertThat(parse("""
                        {"block": {"height": "9007199254740993", "hash": "AQ=="}}""").getBlock().getHeight()).isEqualTo(9_007_199_254_740_993L);
    }

    @Test
    void fieldsOfALaterVersionAreTolerated() throws Exception {
        assertThat(parse("""
                        {"block": {"height": 3, "colour": {"deep": [1, 2]}}, "later": true}""").getBlock().getHeight()).isEqualTo(3);
    }

    @Test
    void whatIsNotAnEventIsRefused() {
        for (String text : new String[] {
            "",
            "[]",
            "{",
            "{\"block\": 3}",
            "{\"block\": {\"height\": -1}}",
            "null{}",
            "{} {}",
            "{\"block\": {}} x",
            "{block: {}}",
            "{\"block\": {}} // comment",
            "{'block': {}}",
            "{\"block\": {\"height\": \"4\", \"height\": \"5\"}}",
            "{\"block\": {}, \"block\": {}}",
            "{\"block\": {}, \"transaction\": {}}",
            "{\"block\"={}}",
            "{\"block\": {\"height\": NaN}}"
        }) {
            assertThatExceptionOfType(InvalidProtocolBufferException.class)
                    .as(text)
                    .isThrownBy(() -> parse(text));
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedNotReplaced() {
        byte[] broken = "{\"transaction\": {\"payloadType\": \"?\"}}".getBytes(StandardCharsets.UTF_8);
        broken[broken.length - 4] = (byte) 0xff;
        assertThatExceptionOfType(InvalidProtocolBufferException.class)
                .isThrownBy(() -> EventJson.parse(broken))
                .withMessage("bytes that are not UTF-8");
    }

    @Test
    void halfACharacterIsRefusedNotReplaced() {
        for (String text : new String[] {"a\\ud800b", "\\udc00", "\\ud800"}) {
            assertThatExceptionOfType(InvalidProtocolBufferException.class)
                    .isThrownBy(() -> parse("{\"transaction\": {\"payloadType\": \"" + text + "\"}}"))
                    .withMessageContaining("Unpaired surrogate")
                    .withMessageContaining("$.transaction.payloadType");
        }
    }

    @Test
    void wholeCharactersBeyondTheBasicPlaneAreText() throws Exception {
        assertThat(parse("{\"transaction\": {\"payloadType\": \"\\ud83e\\udea8\"}}")
                        .getTransaction()
                        .getPayloadType())
                .isEqualTo("\ud83e\udea8");
    }

    @Test
    void numbersTrueFalseAndNullAreReadWhereUnknownFieldsHaveThem() throws Exception {
        assertThat(parse("{\"later\": [1, -2.5e3, true, false, null, {\"a\": \"b\"}], \"block\": {\"height\": 3}}")
                        .getBlock()
                        .getHeight())
                .isEqualTo(3);
    }

    @Test
    void moreTextThanIsAllowedIsRefusedWithWhatToDo() {
        assertThatExceptionOfType(InvalidProtocolBufferException.class)
                .isThrownBy(() -> EventJson.parse(new byte[EventJson.MAX_BYTES + 1]))
                .withMessage("33554433 bytes of JSON, more than the 33554432 it may have; publish it in binary");
    }

    private static ChainEvent parse(String json) throws InvalidProtocolBufferException {
        return EventJson.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
