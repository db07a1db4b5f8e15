package dev.cairn.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> KNOWN = List.of("ledger", "writes", "max", "min");

    @ParameterizedTest
    @CsvSource({
        "write, writes",
        "writess, writes",
        "wrjtes, writes",
        "wirtes, writes",
        "LEDGER, ledger",
        "edger, ledger",
        "mx, max",
        "ledger, ledger"
    })
    void aSlipOfTheKeyboardIsUnderstood(String given, String meant) {
        assertThat(Spelling.nearest(given, KNOWN)).hasValue(meant);
    }

    @ParameterizedTest
    @CsvSource({"tokens", "wrong", "lxxxer", "m", "''", "mm"})
    void anotherWordIsNoSlip(String given) {
        assertThat(Spelling.nearest(given, List.of("ledger", "writes", "max"))).isEmpty();
    }

    @Test
    void ofSeveralTheNearestIsMeantAndOfEquallyNearTheFirstByName() {
        assertThat(Spelling.nearest("flush.byte", List.of("flush.bits", "flush.bytes")))
                .hasValue("flush.bytes");
        assertThat(Spelling.nearest("mox", List.of("mix", "max"))).hasValue("max");
    }

    @Test
    void whereNothingIsKnownNothingIsMeant() {
        assertThat(Spelling.nearest("writes", List.of())).isEmpty();
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(3).ofMaxLength(20);
    }

    @Property
    void oneLetterMoreOrLessIsAlwaysUnderstood(@ForAll("words") String word, @ForAll("words") String letters) {
        int at = letters.length() % word.length();
        String more = word.substring(0, at) + letters.charAt(0) + word.substring(at);
        String less = word.substring(0, at) + word.substring(at + 1);
        assertThat(Spelling.nearest(more, List.of(word))).hasValue(word);
        assertThat(Spelling.nearest(less, List.of(word))).hasValue(word);
    }
}
