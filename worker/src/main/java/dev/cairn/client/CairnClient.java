package dev.cairn.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Asks a worker over HTTP. It shares no code with the server, so each of the two holds the other to what is
/// written down. Nothing is tried again by itself: who asks knows how urgent it is. **Threading:** any thread, many
/// at once.
public final class CairnClient implements AutoCloseable {
    private final Transport transport;

    public CairnClient(ClientConfig config) {
        transport = new Transport(config);
    }

    /// Asks, and waits for the answer.
    ///
    /// @throws ProblemException      if the worker refuses the question
    /// @throws UnavailableException  if no worker answers
    public <T> Outcome<T> ask(Query<T> query) {
        Reply reply = transport.send(query, ByteEncoding.HEX);
        Outcome<Members> outcome = reply.outcome();
        try {
            return outcome.map(query::read);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw reply.notAWorkers(e);
        }
    }

    /// All pages of a list, all as of the block of the first one, each asked for when it is come to. Where the list
    /// cannot go on, since that block was replaced or pruned meanwhile, the stream throws a [ProblemException].
    public <E> Outcome<Stream<Page<E>>> pages(Query<Page<E>> query) {
        return ask(query)
                .map(first -> Stream.iterate(
                                Optional.of(first),
                                Optional::isPresent,
                                page -> page.flatMap(Page::cursor).map(cursor -> next(query.after(cursor))))
                        .map(Optional::orElseThrow));
    }

    /// All of a list, page after page as those of [#pages].
    public <E> Outcome<Stream<E>> all(Query<Page<E>> query) {
        return pages(query).map(pages -> pages.flatMap(page -> page.items().stream()));
    }

    /// Asks for the worker's own JSON.
    ///
    /// @param encoding  of the keys and values in it
    public Outcome<JsonText> json(Query<?> query, ByteEncoding encoding) {
        Reply reply = transport.send(query, encoding);
        return reply.outcome()
                .map(members -> new JsonText(
                        reply.text(),
                        members.has("cursor") ? members.nullableText("cursor") : Optional.empty(),
                        members.haveAnEmptyList()));
    }

    /// How the worker is doing.
    ///
    /// @throws ProblemException      if the worker refuses the question
    /// @throws UnavailableException  if no worker answers
    public Told<WorkerStatus> status() {
        Reply reply = transport.send("/v1/status");
        Members answer = reply.answer();
        try {
            return new Told<>(StatusReader.read(answer), reply.text());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw reply.notAWorkers(e);
        }
    }

    /// Has something done to shards of the worker, as an administrator; it may run on when this returns.
    ///
    /// @param chore  as its resource is called, as `prune`
    /// @throws ProblemException      if the worker refuses it, or it failed at once
    /// @throws UnavailableException  if no worker answers
    public List<AdminTask> begin(String chore, Map<String, String> parameters) {
        return tasks(transport.post("/v1/admin/" + chore, parameters));
    }

    /// What administrators have begun: of each kind the last one of each shard.
    public List<AdminTask> tasks() {
        return tasks(transport.send("/v1/admin/tasks"));
    }

    private static List<AdminTask> tasks(Reply reply) {
        Members answer = reply.answer();
        try {
            return answer.list("tasks", AdminTask::read);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw reply.notAWorkers(e);
        }
    }

    /// What a worker says, read and as it wrote it.
    public record Told<T>(T value, String text) {}

    @Override
    public void close() {
        transport.close();
    }

    private <E> Page<E> next(Query<Page<E>> query) {
        return switch (ask(query)) {
            case Outcome.Known<Page<E>>(var _, var page) -> page;
            case Outcome.Absent<Page<E>>(var problem, var _) -> throw new ProblemException(problem);
            case Outcome.Pruned<Page<E>>(var problem, var _) -> throw new ProblemException(problem);
            case Outcome.NotYetApplied<Page<E>>(var problem, var _) -> throw new ProblemException(problem);
        };
    }
}
