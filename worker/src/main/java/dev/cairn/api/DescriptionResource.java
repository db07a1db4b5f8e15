package dev.cairn.api;

import dev.cairn.http.Reply;
import dev.cairn.http.Route;
import dev.cairn.model.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// What can be asked here and what is answered, for programs: the OpenAPI document of the schemas.
final class DescriptionResource {
    private static final String DOCUMENT = "/cairn/v1/openapi.yaml";

    private DescriptionResource() {}

    static Route route() {
        Reply document = Reply.bytes(200, "application/yaml", read());
        return Route.get("/v1/openapi.yaml", "what can be asked under /v1, for programs", _ -> document);
    }

    private static Bytes read() {
        try (InputStream document = DescriptionResource.class.getResourceAsStream(DOCUMENT)) {
            if (document == null) {
                throw new IllegalStateException("expected " + DOCUMENT + " on the class path; cairn-schemas has it");
            }
            return Bytes.wrap(document.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
