package dev.cairn.architecture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who may know whom: the table of docs/architecture.md, in the order of the data's way. A package that has no row
/// yet may not exist.
final class PackageDirections {
    /// What everyone may know.
    private static final Set<String> COMMON = Set.of("model", "marks", "thread", "fault", "spelling");

    private static final Set<String> WRITE_PATH =
            Set.of("source", "decode", "assemble", "handle", "mvcc", "storage", "flush", "snapshot", "prune");

    private static final Set<String> STAGES = union(WRITE_PATH, Set.of("pipeline", "read", "http", "api"));

    private static final Map<String, Row> ROWS = List.of(
                    new Row("model", Set.of(), "the words of the domain depend on nothing, so everyone can speak them"),
                    new Row("thread", Set.of(), "ownership of threads is a mechanism below every stage"),
                    new Row("marks", Set.of("model", "thread"), "marks are heights and nothing else"),
                    new Row("fault", Set.of(), "every station says in the same words why it cannot go on"),
                    new Row(
                            "spelling",
                            Set.of(),
                            "whoever looks up a name says in the same way what was meant, and what others write looks"
                                    + " the same in every message"),
                    new Row("source", Set.of(), "Kafka ends here; the stages behind it can be tested without a broker"),
                    new Row("decode", Set.of("source"), "bytes become events; whole blocks are assemble's business"),
                    new Row(
                            "assemble",
                            Set.of("source", "decode"),
                            "events become blocks; what is done with them comes later"),
                    new Row("handle", Set.of("decode"), "a handler reads the state of its block and writes none"),
                    new Row("mvcc", Set.of(), "memory knows no disk, so it can be tested and measured alone"),
                    new Row("storage", Set.of(), "the disk knows no stage; it alone knows RocksDB"),
                    new Row("flush", Set.of("mvcc", "storage"), "the one way from memory to disk"),
                    new Row("snapshot", Set.of("folder", "storage"), "copies what is on disk"),
                    new Row("prune", Set.of("storage"), "forgets what is on disk"),
                    new Row("folder", Set.of("fault"), "moves whole folders for whoever has some, and looks into none"),
                    new Row(
                            "repository",
                            Set.of("folder", "snapshot", "storage"),
                            "moves snapshots as files, and opens no database"),
                    new Row(
                            "pipeline",
                            WRITE_PATH,
                            "the loops carry data between the stages of the write path and hold no rules"),
                    new Row("read", Set.of("mvcc", "storage"), "readers see memory and disk and never meet a writer"),
                    new Row("http", Set.of(), "brings questions and answers, and knows nothing of chains"),
                    new Row("api", Set.of("http", "read"), "readers ask over HTTP and only read"),
                    new Row("admin", Set.of("http"), "operators ask over HTTP; what they ask for is done by others"),
                    new Row("client", Set.of(), "asks over HTTP, and shares nothing with who answers"),
                    new Row("console", Set.of("http"), "a page of files; what it shows it asks the api as others do"),
                    new Row(
                            "metrics",
                            Set.of("pipeline", "source", "flush", "snapshot", "prune", "storage"),
                            "series are made from the reports the stages give, so no logic is buried in counters"),
                    new Row(
                            "proof",
                            Set.of("folder", "storage", "flush", "snapshot"),
                            "says what of a database at rest is true, by the digests that flushing wrote"),
                    new Row(
                            "transfer",
                            Set.of("folder", "storage"),
                            "carries a state out of a database at rest, and into one"),
                    new Row("terminal", Set.of("metrics"), "shows people how far work is, in the words of the metrics"),
                    new Row("config", union(STAGES, Set.of("repository")), "gathers the stages' own config records"),
                    new Row(
                            "runtime",
                            union(STAGES, Set.of("folder", "repository", "admin", "console", "metrics", "config")),
                            "builds everything, known by cli alone"),
                    new Row(
                            "cli",
                            Set.of(
                                    "runtime",
                                    "config",
                                    "storage",
                                    "snapshot",
                                    "repository",
                                    "proof",
                                    "transfer",
                                    "http",
                                    "client",
                                    "terminal",
                                    "metrics"),
                            "commands start a worker, ask one, or look offline"),
                    new Row("", Set.of("cli", "config", "runtime"), "Main starts the command line and nothing else"))
            .stream()
            .collect(Collectors.toUnmodifiableMap(Row::name, Function.identity()));

    /// The libraries a package may use besides the JDK and JSpecify's annotations. What stands behind one package can
    /// be replaced, and the rest be tested without it.
    private static final Map<String, Set<String>> LIBRARIES = Map.ofEntries(
            Map.entry("source", Set.of("org.apache.kafka", "org.slf4j")),
            Map.entry("metrics", Set.of("io.micrometer", "org.apache.kafka")),
            Map.entry("http", Set.of("org.eclipse.jetty", "javax.net.ssl", "org.slf4j", "com.fasterxml.jackson")),
            Map.entry("api", Set.of("com.fasterxml.jackson")),
            Map.entry("admin", Set.of("org.slf4j", "com.fasterxml.jackson")),
            Map.entry("client", Set.of("com.fasterxml.jackson", "javax.net.ssl")),
            Map.entry("decode", Set.of("com.google.protobuf", "dev.cairn.schemas")),
            Map.entry("handle", Set.of("com.google.protobuf", "dev.cairn.schemas")),
            Map.entry("mvcc", Set.of("it.unimi.dsi.fastutil")),
            Map.entry("flush", Set.of("it.unimi.dsi.fastutil")),
            Map.entry("storage", Set.of("org.rocksdb")),
            Map.entry("snapshot", Set.of("com.fasterxml.jackson")),
            Map.entry("repository", Set.of("software.amazon.awssdk", "com.fasterxml.jackson", "javax.net.ssl")),
            Map.entry("config", Set.of("com.typesafe.config")),
            Map.entry("runtime", Set.of("org.slf4j", "ch.qos.logback", "com.sun.management", "com.fasterxml.jackson")),
            Map.entry("cli", Set.of("picocli", "org.slf4j", "com.fasterxml.jackson")));

    private static final Set<String> EVERYWHERE = Set.of("java", "org.jspecify");

    private PackageDirections() {}

    record Row(String name, Set<String> mayKnow, String reason) {}

    static boolean has(String name) {
        return ROWS.containsKey(name);
    }

    /// Why one package of ours may not know another; empty if it may.
    static Optional<String> objection(String from, String to) {
        Row row = ROWS.get(from);
        if (row == null) {
            return Optional.of("package '" + from + "' has no row in PackageDirections; give it one, and one in"
                    + " docs/architecture.md, or move the class to the station of the data's way it belongs to");
        }
        if (from.equals(to) || row.mayKnow().contains(to) || (COMMON.contains(to) && !COMMON.contains(from))) {
            return Optional.empty();
        }
        return Optional.of(
                "'%s' may not know '%s': %s. It may know %s. Ways out: pass in what is needed as a type of '%s' or"
                                .formatted(from, to, row.reason(), allowed(row), from)
                        + " 'model', let 'runtime' connect the two, or, if the wall stands wrong, move it here and in"
                        + " docs/architecture.md");
    }

    /// Why a package may not use a class of a library; empty if it may.
    static Optional<String> libraryObjection(String from, String className) {
        Set<String> own = LIBRARIES.getOrDefault(from, Set.of());
        if (Stream.concat(EVERYWHERE.stream(), own.stream()).anyMatch(library -> className.startsWith(library + "."))) {
            return Optional.empty();
        }
        return Optional.of(
                "'%s' may not use %s: of libraries it has %s. Ask the package that has it for a type of ours,"
                                .formatted(from, className, own.isEmpty() ? "none" : new TreeSet<>(own))
                        + " or give it the library here and in docs/adr, with the reason");
    }

    private static Set<String> allowed(Row row) {
        return new TreeSet<>(COMMON.contains(row.name()) ? row.mayKnow() : union(row.mayKnow(), COMMON));
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        Set<String> both = new TreeSet<>(left);
        both.addAll(right);
        return both;
    }
}
