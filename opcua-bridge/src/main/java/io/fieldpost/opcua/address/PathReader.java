package io.fieldpost.opcua.address;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one {@link PathAddress}. */
final class PathReader {
    /** {@code 2:Machine}, as other clients show browse names. */
    static final Pattern INDEXED = Pattern.compile("\\d{1,5}:");

    private final String text;
    private final List<PathAddress.Step> steps = new ArrayList<>();
    private @Nullable String namespace;
    private int at;

    PathReader(String text) {
        this.text = text;
    }

    PathAddress read() {
        NodeAddress start = text.startsWith("<") ? start() : null;
        if (at == text.length() || text.charAt(at) != '/') {
            throw wrong("a '/' and a name belong behind the '>'");
        }
        while (at < text.length()) {
            at++;
            steps.add(step());
        }
        String complaint = PathAddress.complaintAboutLength(steps.size());
        if (!complaint.isEmpty()) {
            throw wrong(complaint);
        }
        return PathAddress.of(start, steps);
    }

    private NodeAddress start() {
        at = 1;
        String inner = unescapedUntil('>');
        if (at == text.length()) {
            throw wrong("the '>' is missing behind the node where the path begins");
        }
        at++;
        return NodeAddress.parse(inner);
    }

    private PathAddress.Step step() {
        if (text.startsWith("nsu=", at)) {
            int end = text.indexOf(';', at);
            if (end <= at + 4) {
                throw wrong("a ';' belongs behind the namespace's URI, and then a name");
            }
            namespace = NamespaceUri.read(text.substring(at + 4, end));
            namespace = namespace.equals(NamespaceUri.OPC_UA) ? null : namespace;
            at = end + 1;
        } else if (text.startsWith("ns=0;", at)) {
            namespace = null;
            at += 5;
        } else if (text.startsWith("ns=", at)
                || INDEXED.matcher(text).region(at, text.length()).lookingAt()) {
            String index = text.substring(at).replaceFirst("^ns=", "").replaceFirst("(?s)[^0-9].*", "");
            throw new IllegalArgumentException(NamespaceUri.complaintAboutIndex(index, text));
        }
        String name = unescapedUntil('/');
        if (name.isEmpty()) {
            throw wrong("there is no name behind a '/' or namespace");
        }
        return new PathAddress.Step(namespace, name);
    }

    private String unescapedUntil(char end) {
        StringBuilder name = new StringBuilder();
        while (at < text.length() && text.charAt(at) != end) {
            if (text.charAt(at) == '&' && ++at == text.length()) {
                throw wrong("behind '&' belongs the character that it stands before; '&&' is one '&'");
            }
            name.append(text.charAt(at++));
        }
        return name.toString();
    }

    private IllegalArgumentException wrong(String fact) {
        return new IllegalArgumentException(fact + ": '" + text + "'; " + PointAddress.EXPECTED);
    }
}
