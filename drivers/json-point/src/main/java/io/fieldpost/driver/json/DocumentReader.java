package io.fieldpost.driver.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.fieldpost.driver.json.Found.Cause;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Looks up pointers in one JSON document (RFC 8259), in one pass and without building it. Where a member stands twice, the last counts. The
 * whole document is read, so that half of one is never taken for whole.
 */
public final class DocumentReader {
    /** Longer than any text that a sensor measures. */
    public static final int LONGEST_TEXT = 4096;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxNumberLength(400)
                    .maxNameLength(4096)
                    .build())
            .build();

    private final JsonParser parser;
    private final PointerTree tree;
    private final @Nullable Found[] found;
    /** What each node of the tree turned out to be; null while it was not met. */
    private final @Nullable String[] seen;

    private DocumentReader(JsonParser parser, PointerTree tree) {
        this.parser = parser;
        this.tree = tree;
        this.found = new Found[tree.slots()];
        this.seen = new String[tree.nodes()];
    }

    /**
     * What is at each pointer, by slot.
     *
     * @throws NoJsonException with the place, when it is no JSON document, or not a whole one
     */
    public static Found[] read(byte[] document, PointerTree tree) throws NoJsonException {
        try (JsonParser parser = FACTORY.createParser(document)) {
            DocumentReader reader = new DocumentReader(parser, tree);
            if (parser.nextToken() == null) {
                throw new NoJsonException("empty answer");
            }
            reader.value(tree.root());
            if (parser.nextToken() != null) {
                throw new NoJsonException("something follows the JSON document" + place(parser.currentTokenLocation()));
            }
            return reader.all();
        } catch (JacksonException e) {
            throw new NoJsonException("no JSON" + place(e.getLocation()) + ": " + Shown.of(e.getOriginalMessage()));
        } catch (IOException e) {
            // Only of an encoding that is none, since the bytes are all here.
            throw new NoJsonException("no JSON: " + Shown.of(String.valueOf(e.getMessage())));
        }
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** The parser stands at the first token of a value, and at its last when this returns. */
    private void value(PointerTree.Node node) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            int members = 0;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                child(node.child(name));
                members++;
            }
            met(node, "an object with " + members + (members == 1 ? " member" : " members"), null);
        } else if (token == JsonToken.START_ARRAY) {
            int elements = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                child(node.child(Integer.toString(elements)));
                elements++;
            }
            met(node, "an array of " + elements, null);
        } else {
            scalar(node, token);
        }
    }

    private void child(PointerTree.@Nullable Node node) throws IOException {
        if (node == null) {
            parser.skipChildren();
        } else {
            value(node);
        }
    }

    private void scalar(PointerTree.Node node, JsonToken token) throws IOException {
        switch (token) {
            case VALUE_NULL -> met(node, "null", new Found.Nothing());
            case VALUE_TRUE, VALUE_FALSE ->
                met(node, "a boolean", new Found.Plain(new Scalar(Scalar.Kind.BOOL, parser.getText())));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                met(node, "a number", new Found.Plain(new Scalar(Scalar.Kind.NUMBER, parser.getText())));
            case VALUE_STRING -> {
                String text = parser.getText();
                Found value = text.length() > LONGEST_TEXT
                        ? new Found.Unusable(
                                Cause.TOO_LONG,
                                "a text of " + text.length() + " characters; at most " + LONGEST_TEXT + " are kept")
                        : new Found.Plain(new Scalar(Scalar.Kind.TEXT, text));
                met(node, "a text", value);
            }
            default -> throw new NoJsonException("no JSON value" + place(parser.currentTokenLocation()));
        }
    }

    /** @param value null for what holds others */
    private void met(PointerTree.Node node, String what, @Nullable Found value) {
        seen[node.number()] = what;
        for (int slot : node.slots()) {
            found[slot] = value == null
                    ? new Found.Unusable(
                            Cause.NOT_A_VALUE, tree.pointer(slot) + " is " + what + "; point at one value in it")
                    : value;
        }
    }

    private Found[] all() {
        Found[] all = new Found[found.length];
        for (int slot = 0; slot < all.length; slot++) {
            Found one = found[slot];
            all[slot] = one == null ? missing(tree.pointer(slot)) : one;
        }
        return all;
    }

    /** Says how far a pointer leads, since a part of it is mostly right. */
    private Found missing(JsonPointer pointer) {
        PointerTree.Node node = tree.root();
        int depth = 0;
        String last = seen[node.number()];
        for (String token : pointer.tokens()) {
            PointerTree.Node next = node.child(token);
            if (next == null || seen[next.number()] == null) {
                break;
            }
            node = next;
            last = seen[node.number()];
            depth++;
        }
        return new Found.Unusable(
                Cause.MISSING,
                "nothing at " + pointer + ": " + (depth == 0 ? "the document" : pointer.upTo(depth)) + " is " + last
                        + (depth < pointer.tokens().size()
                                ? " without '" + Shown.of(pointer.tokens().get(depth)) + "'"
                                : ""));
    }
}
