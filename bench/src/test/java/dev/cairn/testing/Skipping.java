package dev.cairn.testing;

import java.util.Map;

/// What becomes of a test that this machine cannot run: it is skipped, and one line says why, since build logs count
/// skipped tests and give no reason. With `CI=true` it fails instead, because there nobody would miss it.
public final class Skipping {
    private final Map<String, String> environment;

    /// @param environment  where `CI` may be set
    public Skipping(Map<String, String> environment) {
        this.environment = environment;
    }

    /// Says that a test is skipped.
    ///
    /// @param why       what it needs, and what was found
    /// @param whatToDo  to have it run
    /// @throws IllegalStateException  if nothing may be skipped
    public void say(String test, String why, String whatToDo) {
        if ("true".equals(environment.get("CI"))) {
            throw new IllegalStateException(
                    why + ", and with CI=true no test is skipped. " + whatToDo + ", or set CI=false.");
        }
        System.err.println("skipped " + test + ": " + why);
    }
}
