package dev.cairn.broker;

import java.io.IOException;
import java.util.List;

/// A program that starts a broker and then stays, for the tests that kill it. With the argument `pause` the broker is
/// paused.
final class BrokerOwner {
    private BrokerOwner() {}

    public static void main(String[] args) throws IOException {
        LocalBroker broker = LocalBroker.start();
        if (List.of(args).contains("pause")) {
            broker.pause();
        }
        System.out.println(broker.childProcess().pid());
        System.out.println(broker.folder());
        System.in.transferTo(System.out);
    }
}
