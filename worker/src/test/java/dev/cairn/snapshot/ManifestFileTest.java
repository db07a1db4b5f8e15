package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.storage.Storages;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ManifestFileTest {
    private static final SnapshotManifest MANIFEST = Manifests.of(
            7, "ab12", new SnapshotFile("000004.sst", 734, 0xfedcba98), new SnapshotFile("CURRENT", 16, 0));
    private static final String TEXT = new String(ManifestFile.encode(MANIFEST), StandardCharsets.UTF_8);

    @Test
    void whatIsWrittenIsRead() {
        assertThat(decoded(TEXT)).isEqualTo(MANIFEST);
        assertThat(TEXT).contains("\"height\" : 7", "\"hash\" : \"ab12\"", "\"crc32c\" : \"fedcba98\"");
    }

    @Test
    void whatALaterReleaseWroteIsRefused() {
        assertThatThrownBy(() -> decoded(TEXT.replace("\"version\" : 1", "\"version\" : 2")))
                .isInstanceOf(SnapshotRefusedException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("knows up to 1");
    }

    @Test
    void theSnapshotOfALaterFormatIsRefusedBeforeAnythingOfItIsCopied() {
        assertThatThrownBy(() -> decoded(TEXT.replaceFirst("\"formatVersion\" : \\d+", "\"formatVersion\" : 99")))
                .isInstanceOf(SnapshotRefusedException.class)
                .hasMessageContaining("format version 99")
                .hasMessageContaining("knows up to " + Storages.FORMAT_VERSION);
    }

    @Test
    void whatALaterReleaseMayAddIsPassedOver() {
        assertThat(decoded(TEXT.replaceFirst("\\{", "{ \"mood\" : \"good\","))).isEqualTo(MANIFEST);
    }

    @Test
    void whatIsMissingOrOfAnotherKindIsDamageThatIsNamed() {
        assertThatThrownBy(() -> decoded(TEXT.replace("\"height\"", "\"depth\"")))
                .hasMessageContaining("height");
        assertThatThrownBy(() -> decoded(TEXT.replace("\"bytes\" : 734", "\"bytes\" : \"many\"")))
                .isInstanceOf(SnapshotDamagedException.class)
                .hasMessageContaining("a whole number as 'bytes'");
        assertThatThrownBy(() -> decoded(TEXT.substring(0, TEXT.length() / 2)))
                .isInstanceOf(SnapshotDamagedException.class)
                .hasMessageContaining("the manifest here");
    }

    @Test
    void aNameThatLeavesItsFolderIsNone() {
        assertThatThrownBy(() -> decoded(TEXT.replace("000004.sst", "../000004.sst")))
                .isInstanceOf(SnapshotDamagedException.class)
                .hasMessageContaining("../000004.sst");
    }

    private static SnapshotManifest decoded(String text) {
        return ManifestFile.decode(text.getBytes(StandardCharsets.UTF_8), "here");
    }
}
