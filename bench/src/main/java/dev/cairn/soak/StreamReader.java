package dev.cairn.soak;

import com.google.protobuf.ByteString;
import dev.cairn.synthetic.SyntheticChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Follows the chain for a while, lets go, and comes again. Every block it hears of has to be one of the chain.
/// **Threading:** one thread.
final class StreamReader implements Background.Turn, AutoCloseable {
    private static final int EVENTS_PER_TURN = 150;
    private static final int OK = 200;
    private static final Pattern BLOCK = Pattern.compile("\"height\":(\\d+),\"hash\":\"([0-9a-f]+)\"");

    private final URI stream;
    private final SyntheticChain chain;
    private final Answers answers;
    private final HttpClient http = HttpClient.newHttpClient();

    StreamReader(URI worker, SyntheticChain chain, Answers answers) {
        this.chain = chain;
        this.answers = answers;
        stream = worker.resolve("/v1/blocks/stream");
    }

    @Override
    public void take() throws InterruptedException {
        try {
            HttpResponse<Stream<String>> response =
                    http.send(HttpRequest.newBuilder(stream).build(), BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                if (response.statusCode() == OK) {
                    follow(lines.iterator());
                } else {
                    answers.refused();
                }
            }
        } catch (IOException | UncheckedIOException _) {
            // The worker was closed under it, or is not open yet.
            answers.refused();
        }
    }

    private void follow(Iterator<String> lines) {
        int events = 0;
        while (events < EVENTS_PER_TURN
                && lines.hasNext()
                && !Thread.currentThread().isInterrupted()) {
            Matcher block = BLOCK.matcher(lines.next());
            if (block.find()) {
                check(Long.parseLong(block.group(1)), block.group(2));
                events++;
            }
        }
    }

    private void check(long height, String hash) {
        OptionalInt block =
                chain.blockWithHash(ByteString.copyFrom(HexFormat.of().parseHex(hash)));
        if (block.isEmpty() || chain.height(block.getAsInt()) != height) {
            answers.wrong("a stream told of block " + height + ":" + hash + ", which the chain does not have");
        }
        answers.event();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
