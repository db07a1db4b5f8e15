package dev.cairn.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cairn.schemas.v1.ChainEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenSampleTest {
    static List<GoldenSample> samples() {
        return GoldenSample.all();
    }

    @Test
    void thereIsASampleOfEachKindThatTheWriterKnowsAndNoneWasChanged() throws Exception {
        assertThat(samples())
                .extracting(GoldenSample::name)
                .containsExactlyElementsOf(GoldenSampleWriter.samples().keySet());
        for (GoldenSample sample : samples()) {
            assertThat(ChainEvent.parseFrom(sample.binary()))
                    .isEqualTo(GoldenSampleWriter.samples().get(sample.name()));
        }
    }

    @Test
    void aSampleWithoutFilesIsMissedByName() {
        assertThatIllegalStateException()
                .isThrownBy(() -> GoldenSample.load("no-such-sample"))
                .withMessageContaining("/cairn/v1/golden/no-such-sample.binpb");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bothEncodingsSayTheSame(GoldenSample sample) throws Exception {
        assertThat(EventJson.parse(sample.json())).isEqualTo(ChainEvent.parseFrom(sample.binary()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anEventReadAndWrittenAgainIsTheSameToTheByte(GoldenSample sample) throws Exception {
        ChainEvent event = ChainEvent.parseFrom(sample.binary());
        assertThat(event.toByteArray()).isEqualTo(sample.binary());
        assertThat(EventJson.print(event) + "\n").isEqualTo(new String(sample.json(), StandardCharsets.UTF_8));
    }
}
