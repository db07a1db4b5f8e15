package dev.cairn.broker;

import java.io.IOException;

/// A program that starts a broker and then stays, for the test that kills it.
final class BrokerOwner {
    private BrokerOwner() {}

    public static void main(String[] args) throws IOException {
        LocalBroker broker = LocalBroker.start();
        System.out.println(broker.childProcess().pid());
        System.out.println(broker.folder());
        System.in.transferTo(System.out);
    }
}
