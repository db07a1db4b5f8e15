package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Bytes;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EncodingTest {
    @Property
    void whateverBytesThereAreComeBack(@ForAll byte[] bytes) {
        for (Encoding encoding : Encoding.values()) {
            Bytes all = Bytes.wrap(bytes);
            assertThat(encoding.encode(all).flatMap(encoding::decode))
                    .satisfiesAnyOf(
                            back -> assertThat(back).contains(all),
                            back -> assertThat(encoding).isEqualTo(Encoding.UTF8));
        }
    }

    @Property
    void textComesBackAsText(@ForAll String text) {
        Optional<String> back = Encoding.UTF8.decode(text).flatMap(Encoding.UTF8::encode);
        boolean isText = text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
        assertThat(back).isEqualTo(isText ? Optional.of(text) : Optional.empty());
    }

    @Test
    void whatIsNotTextIsNotToldAsText() {
        assertThat(Encoding.UTF8.encode(Bytes.wrap(new byte[] {(byte) 0xc3}))).isEmpty();
    }

    @Test
    void whatIsNotOfTheEncodingIsNothing() {
        assertThat(Encoding.HEX.decode("abc")).isEmpty();
        assertThat(Encoding.HEX.decode("0g")).isEmpty();
        assertThat(Encoding.BASE64URL.decode("a+b/")).isEmpty();
    }

    @Test
    void eachIsFoundByTheNameThatClientsWrite() {
        for (Encoding encoding : Encoding.values()) {
            assertThat(Encoding.named(encoding.name().toLowerCase(Locale.ROOT))).contains(encoding);
        }
        assertThat(Encoding.named("HEX")).isEmpty();
    }
}
