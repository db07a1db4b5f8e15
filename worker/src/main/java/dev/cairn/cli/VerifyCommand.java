package dev.cairn.cli;

import dev.cairn.metrics.Figures;
import dev.cairn.proof.NotWholeException;
import dev.cairn.proof.Verification;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.DatabaseFacts;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.terminal.Screen;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `verify`: whether a database at rest is whole.
@Command(
        name = "verify",
        description = {
            "Looks whether a database that no worker has open, or a snapshot, holds what was written into it: the checksums of all its tables, and its blocks, which have to form one chain.",
            "Changes nothing. Ends with 0 and what was proved, or with 21 and the first thing that is wrong."
        },
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class VerifyCommand extends AtRestCommand {
    @Option(
            names = "--deep",
            description =
                    "Also computes the digest of every block anew from the state, and looks that the state holds no version that no block names. Reads every version; of a large database that takes a while.")
    private boolean deep;

    VerifyCommand(Map<String, String> environment, PrintWriter out) {
        super(environment, out);
    }

    @Override
    public Integer call() {
        try {
            return super.call();
        } catch (StorageFault.Corrupt e) {
            throw new NotWholeException(e);
        }
    }

    @Override
    String lookAt(StoredDatabase database, Path directory) {
        if (database.facts().committed().isEmpty()) {
            return "the database in " + directory + " was never filled; there is nothing to verify"
                    + System.lineSeparator();
        }
        Verification verification = new Verification(database, directory);
        new WatchedVerification(Screen.besideResults(), verification).run(deep);
        return proved(database.facts(), verification);
    }

    private String proved(DatabaseFacts facts, Verification verification) {
        CommittedPosition newest = facts.committed().orElseThrow();
        StringBuilder text = new StringBuilder();
        line(
                text,
                "whole up to block " + newest.block() + ", digest "
                        + newest.digest().toHex());
        line(
                text,
                "proved: " + Figures.count(verification.tableCount()) + " tables, "
                        + Figures.bytes(verification.tableBytes()) + ", as they were written, by their checksums");
        line(
                text,
                "proved: " + Figures.count(verification.blockCount()) + " blocks from height " + facts.earliestHeight()
                        + " on are one chain");
        if (deep) {
            line(
                    text,
                    "proved: " + Figures.count(verification.changeCount())
                            + " changes of the state come to the digests of their blocks, and there are no others");
        }
        line(text, limits(facts, verification));
        return text.toString();
    }

    private String limits(DatabaseFacts facts, Verification verification) {
        if (!deep) {
            return "not looked at: whether the state comes to the digests; --deep does";
        }
        return verification.fromTheBeginning()
                ? "the digests speak for all of the state"
                : "by checksums alone: the state at height " + facts.earliestHeight()
                        + ", since the blocks that made it are pruned";
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
