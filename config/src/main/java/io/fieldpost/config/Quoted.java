package io.fieldpost.config;

/** Text from a file, made fit for one line of a message: short, printable, without user names and passwords of addresses. */
final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    /** In single quotes. */
    static String of(String text) {
        return "'" + printable(text) + "'";
    }

    /** Without quotes. */
    static String printable(String text) {
        String safe = withoutUserInfo(text);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < safe.length(); ) {
            int c = safe.codePointAt(i);
            i += Character.charCount(c);
            if (line.length() >= LONGEST) {
                return line.append('…').toString();
            }
            if (isUnprintable(c)) {
                line.append(String.format("\\u%04x", c));
            } else {
                line.appendCodePoint(c);
            }
        }
        return line.toString();
    }

    /** {@code rtsp://user:password@host} as {@code rtsp://…@host}. */
    static String withoutUserInfo(String text) {
        int authority = text.indexOf("://");
        if (authority < 0) {
            return text;
        }
        int end = authority + 3;
        while (end < text.length() && "/?# \n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        int at = text.lastIndexOf('@', end - 1);
        return at < authority + 3 ? text : text.substring(0, authority + 3) + "…" + text.substring(at);
    }

    static boolean isUnprintable(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || type == Character.PRIVATE_USE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
