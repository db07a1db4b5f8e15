package dev.cairn.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cairn.model.BlockRef;
import java.net.URI;
import java.util.Optional;

/// What came back.
record Reply(URI from, int status, String text) {
    private static final int OK = 200;
    private static final int UNDER_WAY = 202;
    private static final String PROBLEMS = "/problems/";
    private static final int SHOWN_MAX = 200;

    /// Jackson's own bound is too low for a value of 16 MiB in hexadecimal digits.
    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    /// The members of the answer, if there is one.
    ///
    /// @throws ProblemException      if the worker refused the question
    /// @throws UnavailableException  if this is no worker's reply
    Outcome<Members> outcome() {
        try {
            Members members = new Members(MAPPER.readTree(text));
            return status == OK ? new Outcome.Known<>(members.object("at").block(), members) : problem(members);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw notAWorkers(e);
        }
    }

    /// The members of an answer that is not as of a block.
    ///
    /// @throws ProblemException      if the worker refused the question
    /// @throws UnavailableException  if this is no worker's reply
    Members answer() {
        try {
            Members members = new Members(MAPPER.readTree(text));
            if (status != OK && status != UNDER_WAY) {
                throw new ProblemException(read(members));
            }
            return members;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw notAWorkers(e);
        }
    }

    /// @param cause  what was missed in it
    UnavailableException notAWorkers(Exception cause) {
        String shown = text.substring(0, Math.min(text.length(), SHOWN_MAX)).strip();
        return new UnavailableException(
                "expected the answer of a worker from " + from + ", but got status " + status + " and '" + shown
                        + "'; look whether the address is that of a worker, of about the same version",
                cause);
    }

    private Problem read(Members members) {
        String type = members.text("type");
        if (!type.startsWith(PROBLEMS)) {
            throw new IllegalArgumentException("expected a problem of a worker, but got " + type);
        }
        return new Problem(status, type.substring(PROBLEMS.length()), members.text("detail"), text);
    }

    private Outcome<Members> problem(Members members) {
        Problem problem = read(members);
        return switch (problem.name()) {
            case "absent" -> new Outcome.Absent<>(problem, at(members));
            case "pruned" -> new Outcome.Pruned<>(problem, members.height("earliest"));
            case "not-yet-applied" ->
                new Outcome.NotYetApplied<>(
                        problem,
                        Optional.of(members.object("marks"))
                                .filter(marks -> marks.has("applied"))
                                .map(marks -> marks.height("applied")));
            default -> throw new ProblemException(problem);
        };
    }

    private static Optional<BlockRef> at(Members members) {
        return members.has("at") ? Optional.of(members.object("at").block()) : Optional.empty();
    }
}
