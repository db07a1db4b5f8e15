package dev.cairn.http;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who can reach the server, and what of that an operator should know before somebody else finds it out.
final class Exposure {
    private static final Logger LOG = LoggerFactory.getLogger(Exposure.class);

    private Exposure() {}

    static boolean isOnlyForThisMachine(HttpConfig config) {
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        return !address.isUnresolved() && address.getAddress().isLoopbackAddress();
    }

    static void warn(HttpConfig config) {
        for (String risk : risks(config)) {
            LOG.atWarn()
                    .addKeyValue("host", config.host())
                    .addKeyValue("risk", risk)
                    .log("HTTP is open to other machines");
        }
    }

    static List<String> risks(HttpConfig config) {
        List<String> risks = new ArrayList<>();
        TokensConfig tokens = config.tokens();
        TlsConfig tls = config.tls();
        if (!isOnlyForThisMachine(config)) {
            if (!tokens.asksReaders() && tls.clients() != TlsConfig.Clients.NEED) {
                risks.add("whoever reaches it may read everything; set http.tokens.read-file, or http.tls.clients ="
                        + " need, or http.host = 127.0.0.1");
            }
            if ((tokens.asksReaders() || tokens.hasAdmins())
                    && tls.certificateFile().isEmpty()) {
                risks.add("whoever is on the way sees the tokens; set http.tls.certificate-file and"
                        + " http.tls.key-file, unless a proxy encrypts");
            }
        }
        return risks;
    }
}
