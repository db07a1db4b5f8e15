package dev.cairn.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Clients that are many, slow or greedy, beside one that reads values and a writer: both go on.
@Timeout(120)
class BurdensIT {
    private static final int BLOCKS = 40;
    private static final int READS_PER_BLOCK = 5;

    @TempDir
    private Path folder;

    private ServedChain chain;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void fill() {
        chain = new ServedChain(folder.resolve("database"));
        writeBlocks(SmallValues.KEYS / SmallValues.WRITES_PER_BLOCK);
    }

    @AfterEach
    void close() {
        client.close();
        chain.close();
    }

    @Test
    void idleConnectionsAndStreamsOfBlocksHoldUpNobody() throws Exception {
        try (Crowd idle = Burden.idle(2_000).begin(chain.port());
                Crowd streams = Burden.streams(200).begin(chain.port())) {
            Awaitility.await().until(() -> chain.streams() == 200);
            long told = streams.bytesRead();
            readAndWrite();
            assertThat(chain.streams()).isEqualTo(200);
            Awaitility.await().until(() -> streams.bytesRead() > told);
            assertThat(idle.bytesRead()).isPositive();
        }
    }

    @Test
    void clientsThatSendAByteNowAndThenHoldUpNobody() throws Exception {
        try (Crowd _ = Burden.slow(500).begin(chain.port())) {
            readAndWrite();
        }
    }

    @Test
    void scansOfEverythingHoldUpNobody() throws Exception {
        try (Crowd scans = Burden.scans(50).begin(chain.port())) {
            Awaitility.await().until(() -> scans.bytesRead() > 0);
            readAndWrite();
        }
    }

    private void readAndWrite() throws Exception {
        for (int block = 0; block < BLOCKS; block++) {
            writeBlocks(1);
            for (int key : keysOfNewestBlock()) {
                HttpResponse<String> answer = get("/v1/state?key=" + hex(SmallValues.key(key)));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("\"height\":" + chain.height());
            }
        }
    }

    private List<Integer> keysOfNewestBlock() {
        int first = (chain.height() - 1) * SmallValues.WRITES_PER_BLOCK;
        return IntStream.range(first, first + READS_PER_BLOCK)
                .mapToObj(write -> write % SmallValues.KEYS)
                .toList();
    }

    private void writeBlocks(int count) {
        for (int i = 0; i < count; i++) {
            chain.write(SmallValues.block(chain.height() + 1));
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + chain.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
