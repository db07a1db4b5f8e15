package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who gets the bytes of a value as they are, where JSON is what is answered otherwise.
class AcceptTest {
    private static final String RAW = "application/octet-stream";
    private static final String JSON = "application/json";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/octet-stream",
                "Application/Octet-Stream ; Q=0.5",
                "application/json;q=0.9, application/octet-stream",
                "application/json;q=0.1,application/octet-stream;q=0.2",
                "application/json;q=0.999,application/octet-stream;q=1.000",
                "application/octet-stream, */*",
                "text/html, application/octet-stream;v=1;q=0.3, application/*;q=0.2",
                "application/json;q=0, application/*",
                "application/octet-stream, application/json;q=2"
            })
    void whatIsWantedMoreIsPreferred(String header) {
        assertThat(Accept.of(header).prefers(RAW, JSON)).isTrue();
        assertThat(Accept.of(header).prefers(JSON, RAW)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/*",
                "text/html",
                "application/json, application/octet-stream",
                "application/octet-stream;q=0.1, application/json",
                "application/octet-stream;q=0",
                "application/octet-stream;q=0, */*",
                "application/octet-stream;q=0.2, application/*;q=0.5",
                "application/octet-stream;q=0.1, */*",
                "application/octet-stream-of-mine",
                "text/plain;of=application/octet-stream",
                "application/octet-stream;q=",
                "application/octet-stream;q=high",
                "application/octet-stream;q=1.5",
                "application/octet-stream;q=-1",
                "application/*/octet-stream",
                "*/octet-stream",
                "/,;;q=1,,application"
            })
    void whatIsNotWantedMoreIsNot(String header) {
        assertThat(Accept.of(header).prefers(RAW, JSON)).isFalse();
    }
}
