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
        for (String text : new String[] {"", "[]", "{", "{\"block\": 3}", "{\"block\": {\"height\": -1}}", "null{}"}) {
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
                .withMessage("the bytes are not UTF-8");
    }

    private static ChainEvent parse(String json) throws InvalidProtocolBufferException {
        return EventJson.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
