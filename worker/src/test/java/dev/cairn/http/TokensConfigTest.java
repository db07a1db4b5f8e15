package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensConfigTest {
    private static final String GOOD = "a-good-token-1234";

    @ParameterizedTest
    @ValueSource(strings = {"", "hunter2", "fifteen-letters"})
    void whatCouldBeGuessedIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokensConfig.tokens("http.tokens.read", List.of(GOOD, text)))
                .withMessageStartingWith("http.tokens.read has a token of " + text.length() + " characters, but")
                .withMessageContaining("openssl rand -hex 32")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(GOOD, "hunter2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"with blanks in between", "line\nbreak-in-between", "<hidden><hidden>", "ümlaute-und-so-weiter"})
    void whatNoHeaderCanCarryIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokensConfig.tokens("http.tokens.admin", List.of(text)))
                .withMessageStartingWith("http.tokens.admin has a token that no header can carry")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sixteen-letters-", "c2l4dGVlbiBsZXR0ZXJzIQ==", "-._~+/0123456789"})
    void whatAHeaderCarriesIsTaken(String text) {
        assertThat(TokensConfig.tokens("http.tokens.read", List.of(text))).containsExactly(Token.of(text));
    }

    @Test
    void oneForReadingIsNoneForAdministration() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GuardedServer.tokens(List.of(GOOD), List.of(GOOD)))
                .withMessageStartingWith("http.tokens.admin has a token that is one for reading too");
    }

    @Test
    void filesAreLookedAtNowAndThen() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new TokensConfig(List.of(), Optional.empty(), List.of(), Optional.empty(), Duration.ZERO))
                .withMessageStartingWith("http.tokens.reload-interval is PT0S");
    }

    @Test
    void noTextShowsAToken() {
        TokensConfig tokens = GuardedServer.tokens(List.of(GOOD), List.of());
        assertThat(tokens.toString()).doesNotContain(GOOD).contains("<hidden>");
    }

    @Test
    void tokensAreEqualByWhatTheyAre() {
        assertThat(Token.of(GOOD)).isEqualTo(Token.of(GOOD)).hasSameHashCodeAs(Token.of(GOOD));
        assertThat(Token.of(GOOD)).isNotEqualTo(Token.of(GOOD + "1"));
    }
}
