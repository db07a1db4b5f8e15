package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private final Conversation conversation = new Conversation(1_000, false);

    @Test
    void aNewConnectionIsSendingAtOnce() {
        assertThat(conversation.sendingFor(1_000, 0)).isZero();
        assertThat(conversation.sendingFor(1_700, 0)).isEqualTo(Duration.ofNanos(700));
        assertThat(conversation.sendingFor(900, 0)).isZero();
    }

    @Test
    void bytesThatKeepComingDoNotBeginTheTimeAnew() {
        assertThat(conversation.sendingFor(1_500, 1)).isEqualTo(Duration.ofNanos(500));
        assertThat(conversation.sendingFor(2_000, 2)).isEqualTo(Duration.ofNanos(1_000));
    }

    @Test
    void whoeverIsAnsweredIsNotSending() {
        var _ = conversation.beginAnswer();
        assertThat(conversation.sendingFor(5_000, 100)).isZero();
    }

    @Test
    void afterAnAnswerTheTimeBeginsWithTheNextByte() {
        conversation.beginAnswer().at(100);
        assertThat(conversation.sendingFor(5_000, 100)).isZero();
        assertThat(conversation.sendingFor(6_000, 101)).isZero();
        assertThat(conversation.sendingFor(6_500, 101)).isEqualTo(Duration.ofNanos(500));
    }

    @Test
    void anAnswerThatEndsAfterTheNextBeganDoesNotEndThatOne() {
        Conversation.AnswerEnd first = conversation.beginAnswer();
        Conversation.AnswerEnd second = conversation.beginAnswer();
        first.at(100);
        assertThat(conversation.sendingFor(5_000, 300)).isZero();
        assertThat(conversation.sendingFor(9_000, 300)).isZero();
        second.at(200);
        assertThat(conversation.sendingFor(9_000, 300)).isZero();
        assertThat(conversation.sendingFor(9_400, 300)).isEqualTo(Duration.ofNanos(400));
    }
}
