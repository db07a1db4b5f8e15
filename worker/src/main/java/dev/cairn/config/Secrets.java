package dev.cairn.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Which values nobody may see. Judged by name, and rather too often than once too seldom: a property of a plug-in is
/// known to nobody here. Whatever Kafka takes for a secret is one, certificates that stand in the value itself too.
final class Secrets {
    private static final Pattern SECRET = Pattern.compile(
            "pass|secret|jaas|token|credential|assertion|private|keystore[._-]key|api[._-]?key|access-key"
                    + "|certificates|certificate[._-]chain");

    /// Where a secret lies, and when it is looked for again, is none.
    private static final Pattern NO_SECRET = Pattern.compile("http\\.tokens\\.(read-file|admin-file|reload-interval)");

    /// In quotes, as it may stand in a configuration file.
    private static final String HIDDEN = "\"<hidden>\"";

    /// What shows that there is none: a list without any, and what is not set.
    private static final Set<String> NONE = Set.of("[]", "null");

    private Secrets() {}

    static String hide(String name, String text) {
        return isSecret(name) && !NONE.contains(text) ? HIDDEN : text;
    }

    private static boolean isSecret(String name) {
        return SECRET.matcher(name.toLowerCase(Locale.ROOT)).find()
                && !NO_SECRET.matcher(name).matches();
    }
}
