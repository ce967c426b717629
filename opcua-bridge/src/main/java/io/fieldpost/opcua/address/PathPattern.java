package io.fieldpost.opcua.address;

import java.util.regex.Pattern;

/**
 * A pattern of browse names: {@code *} stands for any part of one name, {@code **} for anything, {@code ?} for one character. Without a
 * {@code /} it is about the last name alone, whatever folder that lies in.
 */
final class PathPattern {
    private final String text;
    private final Pattern pattern;

    PathPattern(String text) {
        this.text = text;
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (text.startsWith("**", i)) {
                // '**/' also stands for no folder at all.
                boolean folders = text.startsWith("**/", i);
                regex.append(folders ? "(?:.*/)?" : ".*");
                i += folders ? 2 : 1;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    boolean namesFolders() {
        return text.indexOf('/') >= 0;
    }

    boolean fits(String path) {
        String subject = namesFolders() ? path : path.substring(path.lastIndexOf('/') + 1);
        return pattern.matcher(subject).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
