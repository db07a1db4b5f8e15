package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class PercentEncodingTest {
    @Property
    void whatIsEncodedIsDecoded(@ForAll byte[] bytes) {
        // Whatever is text: halves of a surrogate pair cannot be.
        String text = new String(bytes, StandardCharsets.UTF_8);
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        assertThat(PercentEncoding.decodeQuery(encoded)).isEqualTo(text);
        assertThat(PercentEncoding.decodePath(encoded.replace("+", "%20"))).isEqualTo(text);
    }

    @Property
    void bytesAreTextOrRefused(@ForAll @Size(max = 5) byte[] bytes) {
        String encoded =
                bytes.length == 0 ? "" : "%" + HexFormat.ofDelimiter("%").formatHex(bytes);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            assertThat(PercentEncoding.decodeQuery(encoded)).isEqualTo(text);
        } catch (CharacterCodingException _) {
            refused(encoded, "UTF-8");
        }
    }

    @Example
    void percentSignsAreFollowedByTwoDigits() {
        for (String text : new String[] {"%", "a%", "%a", "%zz", "%-1", "%+1", "% 1", "%%41", "%4\uff11"}) {
            refused(text, "two hexadecimal digits");
        }
    }

    @Example
    void aPlusSignIsABlankInAQueryOnly() {
        assertThat(PercentEncoding.decodeQuery("a+b%2b%20+")).isEqualTo("a b+  ");
        assertThat(PercentEncoding.decodePath("a+b%2b%20+")).isEqualTo("a+b+ +");
    }

    private static void refused(String text, String message) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> PercentEncoding.decodeQuery(text))
                .withMessageContaining(message);
    }
}
