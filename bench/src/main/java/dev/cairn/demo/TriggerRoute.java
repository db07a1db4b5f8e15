package dev.cairn.demo;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cairn.demo.GrowingChain.NewBlock;
import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.http.Route;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.LedgerInstruction;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// `POST /trigger?count=100&type=mixed`: a block with so many transactions, now.
final class TriggerRoute {
    static final int COUNT_MAX = 10_000;

    private static final int COUNT_STANDARD = 100;
    private static final List<String> PARAMETERS = List.of("count", "type");

    private final BiFunction<Traffic.Kind, Integer, NewBlock> publisher;

    private TriggerRoute(BiFunction<Traffic.Kind, Integer, NewBlock> publisher) {
        this.publisher = publisher;
    }

    /// @param publisher  makes a block of so many transactions, and publishes it
    static Route of(BiFunction<Traffic.Kind, Integer, NewBlock> publisher) {
        return Route.post(
                "/trigger",
                "makes traffic: ?count=1.." + COUNT_MAX + "&type=transfer|mint|burn|mixed",
                new TriggerRoute(publisher)::answer);
    }

    private Reply answer(Request request) {
        request.parameters().keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .min(Comparator.naturalOrder())
                .ifPresent(unknown -> {
                    throw new RefusedException(Problem.unknownParameter(unknown, PARAMETERS));
                });
        int count = count(request.parameter("count"));
        String type = request.parameter("type").orElse(Traffic.Kind.MIXED.toString());
        Traffic.Kind kind =
                Traffic.Kind.named(type).orElseThrow(() -> refused("type", type, "transfer, mint, burn or mixed"));
        return Reply.text(200, "application/json", published(publisher.apply(kind, count)));
    }

    private static int count(Optional<String> text) {
        try {
            int count = text.map(Integer::valueOf).orElse(COUNT_STANDARD);
            if (count >= 1 && count <= COUNT_MAX) {
                return count;
            }
        } catch (NumberFormatException _) {
            // Refused as a number that is too large.
        }
        throw refused("count", text.orElseThrow(), "a number from 1 to " + COUNT_MAX);
    }

    /// A block that changes the chain's mind also holds the transactions of those it takes the place of.
    private static String published(NewBlock block) {
        Map<LedgerInstruction.InstructionCase, Integer> counts = new EnumMap<>(LedgerInstruction.InstructionCase.class);
        block.transactions().forEach(event -> counts.merge(caseOf(event), 1, Integer::sum));
        return """
                {"height": %d, "hash": "%s", "transactions": %d, "transfer": %d, "mint": %d, "burn": %d, "blocksReplaced": %d}
                """.formatted(
                        block.height(),
                        HexFormat.of().formatHex(block.hash().toByteArray()),
                        block.transactions().size(),
                        counts.getOrDefault(LedgerInstruction.InstructionCase.TRANSFER, 0),
                        counts.getOrDefault(LedgerInstruction.InstructionCase.MINT, 0),
                        counts.getOrDefault(LedgerInstruction.InstructionCase.BURN, 0),
                        block.dropped());
    }

    private static LedgerInstruction.InstructionCase caseOf(ChainEvent event) {
        try {
            return LedgerInstruction.parseFrom(event.getTransaction().getPayload())
                    .getInstructionCase();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("expected an instruction as it was made", e);
        }
    }

    private static RefusedException refused(String parameter, String given, String accepted) {
        return new RefusedException(Problem.badParameter(parameter, Optional.of(given), accepted));
    }
}
