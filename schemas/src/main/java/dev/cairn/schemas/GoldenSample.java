package dev.cairn.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A sample event in both encodings, as version 1 of the schema wrote it. Every build decodes all of them, so what was
/// once published stays readable. The files lie in `cairn/v1/golden` of this module's jar; a producer in another
/// language can test itself against them.
///
/// @param name    says what the sample shows; also the name of its two files
/// @param binary  the event in the binary form
/// @param json    the same event in canonical JSON, UTF-8
@SuppressWarnings("ArrayRecordComponent") // read once by tests, compared by nobody
public record GoldenSample(String name, byte[] binary, byte[] json) {
    private static final String FOLDER = "/cairn/v1/golden/";

    public static List<GoldenSample> all() {
        return new String(read("index.txt"), StandardCharsets.UTF_8)
                .lines()
                .map(GoldenSample::load)
                .toList();
    }

    static GoldenSample load(String name) {
        return new GoldenSample(name, read(name + ".binpb"), read(name + ".json"));
    }

    private static byte[] read(String file) {
        try (InputStream in = GoldenSample.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("expected the golden sample " + FOLDER + file
                        + " on the class path, but it is not there; is it named in index.txt by mistake?");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("golden sample " + FOLDER + file + " cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
