package dev.cairn.e2e;

import dev.cairn.config.ConfigInput;
import dev.cairn.config.ConfigLoader;
import dev.cairn.e2e.child.Order;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.runtime.Worker;
import dev.cairn.runtime.WorkerOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The worker itself, with its defaults but for what the others take for granted too: a chain that never reorganises.
final class BenchedWorker {
    private BenchedWorker() {}

    /// @param listener  hears in the worker's own threads what it does, so that nothing has to be watched from outside
    static Worker of(Order order, PipelineListener listener) {
        Map<String, String> settings = new HashMap<>();
        settings.put("data-directory", order.folder().toString());
        settings.put("source.bootstrap-servers", order.bootstrapServers());
        settings.put("source.blocks-topic", Order.BLOCKS_TOPIC);
        settings.put("source.transactions-topic", Order.TRANSACTIONS_TOPIC);
        settings.put("assemble.finality-depth", "0");
        // While catching up, rounds are due long before. This is for the last blocks, if they are too few for a round.
        settings.put("flush.interval", "100ms");
        settings.put("http.port", "0");
        return new Worker(
                ConfigLoader.load(new ConfigInput(Optional.empty(), Map.of(), settings)),
                new WorkerOptions("bench", List.of(), listener));
    }
}
