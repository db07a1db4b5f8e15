package dev.cairn.spelling;

/// Text from outside, made fit for messages: one line, of a length that a log can bear. Whoever publishes records, or
/// asks for something, could otherwise write lines of their own into the operator's log.
public final class Quoted {
    private static final int LENGTH_MAX = 200;

    private Quoted() {}

    /// The text as it may stand in a message.
    public static String of(String text) {
        String cut = text.length() <= LENGTH_MAX
                ? text
                : text.substring(0, LENGTH_MAX) + "… (" + text.length() + " characters)";
        StringBuilder quoted = new StringBuilder(cut.length());
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            if (Character.isWhitespace(c)) {
                quoted.append(' ');
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == '\u2028') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.toString();
    }
}
