package dev.cairn.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the schema against the last released one with `buf breaking`: whatever was published under a released schema,
/// binary or JSON, has to stay readable. At a release, `target/descriptor/events.binpb` is copied over
/// `released/events.binpb`.
class SchemaCompatibilityTest {
    private static final Path CURRENT = Path.of("target/descriptor/events.binpb");
    private static final Path RELEASED = Path.of("released/events.binpb");
    private static final Path BUF = Path.of("target/tools/buf.exe");

    static List<Break> breaks() {
        return List.of(
                new Break(
                        "a field is renumbered",
                        file -> field(file, "BlockEvent", "hash").setNumber(20)),
                new Break(
                        "a field changes its type",
                        file -> field(file, "BlockEvent", "height").setType(FieldDescriptorProto.Type.TYPE_STRING)),
                new Break(
                        "a field is renamed, which breaks JSON",
                        file -> field(file, "BlockEvent", "hash").setName("id").setJsonName("id")),
                new Break(
                        "a field goes",
                        file -> message(file, "TransactionEvent").removeField(0)),
                new Break(
                        "a field leaves its oneof",
                        file -> field(file, "StateWrite", "put").clearOneofIndex()),
                new Break(
                        "a repeated field becomes single",
                        file -> field(file, "BlockEvent", "writes")
                                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)),
                new Break("a message goes", file -> file.removeMessageType(0)));
    }

    @TempDir
    private Path folder;

    @Test
    void nothingThatWasReleasedIsBroken() throws Exception {
        Outcome outcome = breaking(CURRENT);
        assertThat(outcome.exitCode())
                .as(
                        "the schema breaks what was released; add new fields instead of changing old ones:%n%s",
                        outcome.output())
                .isZero();
    }

    @Test
    void aNewFieldIsNoBreak() throws Exception {
        Path changed = write(file -> message(file, "BlockEvent")
                .addField(FieldDescriptorProto.newBuilder()
                        .setName("added")
                        .setNumber(100)
                        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                        .setType(FieldDescriptorProto.Type.TYPE_BYTES)));
        assertThat(breaking(changed).exitCode()).isZero();
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void aBreakIsFound(Break change) throws Exception {
        Outcome outcome = breaking(write(change.change()));
        assertThat(outcome.exitCode()).as("buf said: %s", outcome.output()).isEqualTo(100);
    }

    private Path write(Consumer<FileDescriptorProto.Builder> change) throws IOException {
        FileDescriptorSet.Builder set = FileDescriptorSet.parseFrom(Files.readAllBytes(RELEASED)).toBuilder();
        for (FileDescriptorProto.Builder file : set.getFileBuilderList()) {
            if (file.getName().endsWith("events.proto")) {
                change.accept(file);
            }
        }
        Path changed = folder.resolve("changed.binpb");
        Files.write(changed, set.build().toByteArray());
        return changed;
    }

    private Outcome breaking(Path schema) throws Exception {
        assertThat(BUF.toFile().setExecutable(true))
                .as("buf was fetched by the build")
                .isTrue();
        Process buf = new ProcessBuilder(
                        BUF.toAbsolutePath().toString(),
                        "breaking",
                        schema.toAbsolutePath().toString(),
                        "--against",
                        RELEASED.toAbsolutePath().toString(),
                        "--config",
                        "{\"version\":\"v2\",\"breaking\":{\"use\":[\"FILE\"]}}")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(buf.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(buf.waitFor(), output);
    }

    private static DescriptorProto.Builder message(FileDescriptorProto.Builder file, String name) {
        return file.getMessageTypeBuilderList().stream()
                .filter(message -> message.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static FieldDescriptorProto.Builder field(FileDescriptorProto.Builder file, String message, String name) {
        return message(file, message).getFieldBuilderList().stream()
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    record Break(String what, Consumer<FileDescriptorProto.Builder> change) {
        @Override
        public String toString() {
            return what;
        }
    }

    private record Outcome(int exitCode, String output) {}
}
