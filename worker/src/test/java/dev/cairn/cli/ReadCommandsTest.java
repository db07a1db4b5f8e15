package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.api.ServedChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands that ask a worker. Heights 0 to 3 are on disk and final, 4 and 5 can be replaced still.
class ReadCommandsTest {
    private final ServedChain chain = new ServedChain(false);

    @TempDir
    Path directory;

    @BeforeEach
    void grow() {
        chain.apply(chain.next().put("a", "0").put("bell\u0007", "0"))
                .apply(chain.next().put("a", "1"))
                .apply(chain.next().delete("bell\u0007").put("c/d", "ü"))
                .apply(chain.next().put("a", "3"))
                .flushUpTo(3)
                .apply(chain.next().put("0xy", "four"))
                .apply(chain.next().put("a", "5"));
    }

    @AfterEach
    void close() {
        chain.close();
    }

    @Test
    void getPrintsTheValueAloneAndSaysElsewhereWhatItIsTheValueOf() {
        assertThat(run("get", "a")).isEqualTo(new CommandRun(0, lines("5"), lines("at block 5:35")));
        assertThat(run("get", "a", "--height", "finalized").out()).isEqualTo(lines("3"));
        assertThat(run("get", "a", "--height", "0").out()).isEqualTo(lines("0"));
        assertThat(run("get", "a", "--time", "1500").out()).isEqualTo(lines("1"));
        assertThat(run("get", "a", "--time", "1970-01-01T00:00:03Z").out()).isEqualTo(lines("3"));
        assertThat(run("get", "0x61", "--shard", "3").out()).isEqualTo(lines("5"));
        assertThat(run("get", "61", "--enc", "hex").out()).isEqualTo(lines("35"));
        assertThat(run("get", "YQ", "--enc", "base64url").out()).isEqualTo(lines("NQ"));
        assertThat(run("get", "0xy", "--enc", "utf8").out()).isEqualTo(lines("four"));
    }

    @Test
    void whatTheCommandLineCouldNotReadIsNotTakenForAnotherKey() {
        CommandRun unreadable = run("get", "k\uFFFD\uFFFD");
        assertThat(unreadable.code()).isEqualTo(2);
        assertThat(unreadable.err()).contains("expected text, or 0x");
    }

    @Test
    void getOfSeveralKeysHasALineForEach() {
        assertThat(run("get", "a", "nobody", "c/d"))
                .isEqualTo(
                        new CommandRun(0, lines("=  a       5", "-  nobody", "=  c/d     ü"), lines("at block 5:35")));
    }

    @Test
    void eachKindOfNothingEndsWithItsOwnCode() {
        CommandRun absent = run("get", "nobody");
        assertThat(absent.code()).isEqualTo(ExitCode.ABSENT.number());
        assertThat(absent.out()).isEmpty();
        assertThat(absent.err()).contains("has no value at block 5:35");
        CommandRun early = run("get", "a", "--height", "6", "--wait", "1ms");
        assertThat(early.code()).isEqualTo(ExitCode.NOT_YET_APPLIED.number());
        assertThat(early.err()).contains("the newest height is 5");
        chain.prune(2);
        CommandRun pruned = run("history", "a", "--height", "1");
        assertThat(pruned.code()).isEqualTo(ExitCode.PRUNED.number());
        assertThat(pruned.err()).contains("the earliest height kept is 2");
    }

    @Test
    void whoIsRefusedOrFindsNobodyIsToldWhy() {
        CommandRun refused = run("get", "a", "--shard", "9");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(refused.err()).contains("bad-parameter: shard is '9'").doesNotContain("at dev.cairn");
        String url = chain.url().toString();
        chain.close();
        CommandRun nobody = run("get", "a", "--url", url);
        assertThat(nobody.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
        assertThat(nobody.err()).contains("cannot connect to " + url).doesNotContain("at dev.cairn");
    }

    @Test
    void scanAlignsKeysAndValuesAndWritesInDigitsWhatIsNoText() {
        assertThat(run("scan", "--height", "1"))
                .isEqualTo(new CommandRun(0, lines("a             1", "0x62656c6c07  0"), lines("at block 1:31")));
        assertThat(run("scan").out()).isEqualTo(lines("0x307879  four", "a         5", "c/d       ü"));
        assertThat(run("scan", "c/").out()).isEqualTo(lines("c/d  ü"));
        assertThat(run("scan", "--from", "a", "--to", "c").out()).isEqualTo(lines("a  5"));
        assertThat(run("scan", "--from", "a", "--reverse").out()).isEqualTo(lines("c/d  ü", "a    5"));
    }

    @Test
    void aListThatIsLongerThanItsLimitSaysSo() {
        CommandRun some = run("scan", "--limit", "1");
        assertThat(some.out()).isEqualTo(lines("0x307879  four"));
        assertThat(some.err()).contains("there may be more", "--all");
        assertThat(run("scan", "--all").err()).isEqualTo(lines("at block 5:35"));
    }

    @Test
    void historyTellsWhatBecameOfAKey() {
        assertThat(run("history", "bell\u0007", "--enc", "utf8").out()).isEqualTo(lines("2  deleted", "0  written  0"));
        assertThat(run("history", "a", "--from", "1", "--to", "3").out())
                .isEqualTo(lines("3  written  3", "1  written  1"));
        chain.prune(2);
        assertThat(run("history", "a", "--to", "2").out()).isEqualTo(lines("2  written at or before  1"));
    }

    @Test
    void diffMarksWhatHasComeGoneAndChanged() {
        assertThat(run("diff", "1", "4").out())
                .isEqualTo(lines(
                        "+  0x307879      four", "~  a             1 → 3", "-  0x62656c6c07  0", "+  c/d           ü"));
        assertThat(run("diff", "4", "3").out()).isEqualTo(lines("-  0x307879  four"));
        assertThat(run("diff", "1", "--prefix", "a").out()).isEqualTo(lines("~  a  1 → 5"));
    }

    @Test
    void blockTellsOfABlockOrOfWhatItChanged() {
        assertThat(run("block", "0").out())
                .contains(
                        lines("height        0", "hash          30", "parent        none: the first block"),
                        lines("time          1970-01-01T00:00:00Z", "changed keys  2"),
                        lines("final         yes"));
        assertThat(run("block").out()).contains("digest        known once", "final         no: a reorganisation");
        assertThat(run("block", "0x32", "--changes").out())
                .isEqualTo(lines("-  0x62656c6c07  0", "+  c/d           ü"));
        assertThat(run("block", "0x99").code()).isEqualTo(ExitCode.ABSENT.number());
        for (String asked : List.of("block 6", "block 6 --changes")) {
            assertThat(run((asked + " --wait 1ms").split(" ")).code())
                    .as(asked)
                    .isEqualTo(ExitCode.NOT_YET_APPLIED.number());
        }
    }

    @Test
    void jsonIsWhatTheWorkerSays() {
        assertThat(run("get", "a", "--json"))
                .isEqualTo(new CommandRun(
                        0,
                        "{\"shard\":3,\"at\":{\"height\":5,\"hash\":\"35\"},\"entry\":{\"key\":\"61\",\"value\":\"35\"}}\n",
                        ""));
        assertThat(run("get", "a", "c/d", "--json", "--enc", "utf8").out())
                .contains("{\"key\":\"c/d\",\"value\":\"ü\"}");
        assertThat(run("scan", "--json", "--all", "--enc", "utf8", "--from", "a")
                        .out())
                .contains("\"key\":\"a\"", "\"key\":\"c/d\"", "\"cursor\":null");
        assertThat(run("scan", "--json", "--limit", "1").out())
                .contains("\"key\":\"307879\"", "\"cursor\":\"")
                .doesNotContain("\"key\":\"61\"");
        CommandRun absent = run("get", "nobody", "--json");
        assertThat(absent.code()).isEqualTo(ExitCode.ABSENT.number());
        assertThat(absent.out()).startsWith("{\"type\":\"/problems/absent\"");
        CommandRun notText = run("scan", "--json", "--enc", "utf8", "--shard", "9");
        assertThat(notText.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(notText.out()).startsWith("{\"type\":\"/problems/bad-parameter\"");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "get a --height newest, expected a height",
                "get a --height 3 --time 3, mutually exclusive",
                "get a --time yesterday, expected a time as",
                "get a --wait 5, 500ms or 5s",
                "get 0xa, hexadecimal digits",
                "get 6 --enc hex, hexadecimal digits",
                "get 0x, 1 to 65536 bytes",
                "get, KEY",
                "get a --url ftp://x, expected an address",
                "get a --token-file nowhere, there is no such file",
                "get a --ca-file nowhere, expected certificates of authorities",
                "scan a --from b, but got both",
                "scan --limit 0, at least 1",
                "scan --limit 3 --all, mutually exclusive",
                "diff -1, -1",
                "diff x, expected a height",
                "block newest, hexadecimal digits"
            })
    void whatIsTypedWronglyIsToldAndNothingIsAsked(String arguments, String told) {
        CommandRun run = run(arguments.split(" ", -1));
        assertThat(run.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err()).contains(told);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aTokenComesFromAFile() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "a-token-that-nobody-wants\n");
        assertThat(run("get", "a", "--token-file", token.toString()).code()).isZero();
        Path bad = Files.writeString(directory.resolve("bad"), "two words\n");
        CommandRun refused = run("get", "a", "--token-file", bad.toString());
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(refused.err()).contains("visible ASCII").doesNotContain("two words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "scan", "history", "diff", "block"})
    void helpCanBeAskedFor(String command) {
        assertThat(CommandRun.of(_ -> ExitCode.SUCCESS, Map.of(), command, "--help")
                        .out())
                .contains("Usage: cairn " + command, "--json", "http://127.0.0.1:9091");
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--url")) {
            all.addAll(List.of("--url", chain.url().toString()));
        }
        return CommandRun.of(_ -> ExitCode.SUCCESS, Map.of(), all.toArray(String[]::new));
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
