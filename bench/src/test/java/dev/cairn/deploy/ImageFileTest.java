package dev.cairn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ImageFileTest {
    /// Of these `./cairn dist` makes `target/dist`.
    private static final Map<String, String> ASSEMBLED =
            Map.of("target/dist/lib/", "worker/pom.xml", "target/dist/bin/", "ops/bin/cairn");

    @Test
    void whatIsCopiedIsThereAndIsLetThrough() {
        String letThrough = Checkout.text("docker/Dockerfile.dockerignore");

        assertThat(ImageFile.copies()).isNotEmpty().allSatisfy(copy -> {
            String source = copy.getKey();
            assertThat(Checkout.file(ASSEMBLED.getOrDefault(source, source))).exists();
            assertThat(letThrough.lines().filter(line -> line.startsWith("!")).map(line -> line.substring(1)))
                    .anyMatch(source::startsWith);
        });
    }

    @Test
    void itRunsAsNobodySpecialOnABaseOfAFixedRelease() {
        assertThat(ImageFile.only("USER")).matches("[1-9]\\d*:[1-9]\\d*");
        assertThat(ImageFile.only("FROM")).matches("[\\w/-]+:\\d[\\w.-]+");
    }

    @Test
    void allItsCommandsStartWithoutAShellSoThatSignalsReachTheWorker() {
        assertThat(ImageFile.command().getFirst()).isEqualTo("/opt/cairn/bin/cairn");
        assertThat(Checkout.text("ops/bin/cairn")).contains("\nexec \"$java\"");
        assertThat(ImageFile.healthCheck()).last().asString().endsWith("/healthz");
    }

    @Test
    void theInstalledWorkerGetsTheSameOptionsOfTheJvmAsTheOneOfACheckout() {
        String options = "--sun-misc-unsafe-memory-access=allow"
                + " -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Xlog:disable -Xlog:all=warning:stderr"
                + " -Xmx1g -XX:MaxDirectMemorySize=256m ${CAIRN_JAVA_OPTS:-} -cp";

        assertThat(Stream.of("ops/bin/cairn", "cairn").map(ImageFileTest::withoutLineBreaks))
                .allSatisfy(script -> assertThat(script).contains(options));
    }

    private static String withoutLineBreaks(String script) {
        return Checkout.text(script).replaceAll("\\\\\n *", "");
    }
}
