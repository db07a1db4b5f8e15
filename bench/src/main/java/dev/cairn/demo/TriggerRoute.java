package dev.cairn.demo;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cairn.demo.GrowingChain.NewBlock;
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
        Optional<String> unknown = request.parameters().keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .min(Comparator.naturalOrder());
        if (unknown.isPresent()) {
            return refused("there is no parameter '" + unknown.get() + "', only " + String.join(" and ", PARAMETERS));
        }
        Optional<Integer> count = count(request.parameter("count"));
        if (count.isEmpty()) {
            return refused("count is '" + request.parameter("count").orElse("")
                    + "', but it has to be a number from 1 to " + COUNT_MAX);
        }
        String type = request.parameter("type").orElse(Traffic.Kind.MIXED.toString());
        Optional<Traffic.Kind> kind = Traffic.Kind.named(type);
        if (kind.isEmpty()) {
            return refused("type is '" + type + "', but it has to be transfer, mint, burn or mixed");
        }
        return json(200, published(publisher.apply(kind.get(), count.get())));
    }

    private static Optional<Integer> count(Optional<String> text) {
        try {
            return text.map(Integer::valueOf)
                    .or(() -> Optional.of(COUNT_STANDARD))
                    .filter(count -> count >= 1 && count <= COUNT_MAX);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
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

    private static Reply refused(String why) {
        return json(400, "{\"error\": \"" + why.replaceAll("[\\p{Cntrl}\"\\\\]", "?") + "\"}\n");
    }

    private static Reply json(int status, String body) {
        return new Reply(status, "application/json", body);
    }
}
