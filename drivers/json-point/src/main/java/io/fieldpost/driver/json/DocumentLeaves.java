package io.fieldpost.driver.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All values of a JSON document with their places, for a person to pick from. */
public final class DocumentLeaves {
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<String> path = new ArrayList<>();
    private final JsonParser parser;
    private final int most;

    /** A number, text, true or false, and where it is. */
    public record Leaf(JsonPointer pointer, Scalar scalar) {}

    private DocumentLeaves(JsonParser parser, int most) {
        this.parser = parser;
        this.most = most;
    }

    /**
     * The first so many, in their order.
     *
     * @throws NoJsonException when it is no JSON document
     */
    public static List<Leaf> of(byte[] document, int most) throws NoJsonException {
        try (JsonParser parser = DocumentReader.FACTORY.createParser(document)) {
            DocumentLeaves all = new DocumentLeaves(parser, most);
            all.value(parser.nextToken());
            if (parser.nextToken() != null) {
                throw new NoJsonException("something follows the JSON document");
            }
            return all.leaves;
        } catch (JacksonException e) {
            throw new NoJsonException("no JSON: " + Shown.of(e.getOriginalMessage()));
        } catch (NoJsonException e) {
            throw e;
        } catch (IOException e) {
            throw new NoJsonException("no JSON: " + Shown.of(String.valueOf(e.getMessage())));
        }
    }

    private void value(JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                child(parser.currentName());
            }
        } else if (token == JsonToken.START_ARRAY) {
            int elements = 0;
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                path.add(Integer.toString(elements++));
                value(next);
                path.remove(path.size() - 1);
            }
        } else if (token == null) {
            throw new NoJsonException("no JSON: nothing there");
        } else if (leaves.size() < most) {
            scalar(token);
        }
    }

    private void child(String name) throws IOException {
        path.add(name);
        value(parser.nextToken());
        path.remove(path.size() - 1);
    }

    private void scalar(JsonToken token) throws IOException {
        switch (token) {
            case VALUE_TRUE, VALUE_FALSE -> add(Scalar.Kind.BOOL);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> add(Scalar.Kind.NUMBER);
            case VALUE_STRING -> add(Scalar.Kind.TEXT);
            default -> {
                // null: nothing that could be picked.
            }
        }
    }

    private void add(Scalar.Kind kind) throws IOException {
        leaves.add(new Leaf(new JsonPointer(path), new Scalar(kind, parser.getText())));
    }
}
