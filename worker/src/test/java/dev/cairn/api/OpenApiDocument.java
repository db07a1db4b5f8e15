package dev.cairn.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// The description of `/v1`, to hold answers against.
public final class OpenApiDocument {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode document;
    private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

    public OpenApiDocument(String yaml) {
        try {
            document = new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new AssertionError("expected YAML", e);
        }
    }

    /// As it is in the schemas.
    public static OpenApiDocument ofSchemas() {
        try (InputStream document = OpenApiDocument.class.getResourceAsStream("/cairn/v1/openapi.yaml")) {
            return new OpenApiDocument(
                    new String(Objects.requireNonNull(document).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError("expected the document", e);
        }
    }

    /// Methods with their paths, as `GET /v1/state`.
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /// The names of an operation's parameters in the query.
    public Set<String> queryParameters(String operation) {
        Set<String> names = new TreeSet<>();
        operation(operation)
                .path("parameters")
                .valueStream()
                .map(this::resolved)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .forEach(parameter -> names.add(parameter.path("name").asText()));
        return names;
    }

    /// What an answer has that it may not have, or has not that it must.
    public List<String> objections(String operation, int status, String mediaType, JsonNode answer) {
        JsonNode responses = operation(operation).path("responses");
        JsonNode response = resolved(
                responses.path(responses.has(Integer.toString(status)) ? Integer.toString(status) : "default"));
        JsonNode content = response.path("content").path(mediaType);
        if (!content.has("schema")) {
            return List.of("no " + mediaType + " for " + operation + " with " + status);
        }
        return schemas.computeIfAbsent(content.path("schema"), this::closed).validate(answer).stream()
                .map(Object::toString)
                .toList();
    }

    /// Clients have to live with more members. That they are written down is our promise.
    private JsonSchema closed(JsonNode written) {
        ObjectNode schema = written.deepCopy();
        schema.set("components", document.path("components"));
        schema.put("unevaluatedProperties", false);
        return SCHEMAS.getSchema(schema);
    }

    private JsonNode operation(String operation) {
        String[] words = operation.split(" ", -1);
        return document.path("paths").path(words[1]).path(words[0].toLowerCase(Locale.ROOT));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
