package io.fieldpost.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where each value of a configuration was written. Immutable. Holds the file's tree and finds places on demand, so a
 * gateway with 10,000 points keeps no second map of them; drop it when the checks are done.
 */
public final class Origins {
    private final String file;
    private final Node root;

    Origins(String file, Node root) {
        this.file = file;
        this.root = root;
    }

    /** The file's name, as it stands in every place. */
    public String file() {
        return file;
    }

    /**
     * The place of a value, or of the nearest section around it that was written when the value itself is a default.
     *
     * @param path as problems print it: {@code sources[1].settings.endpoint}
     */
    public Place placeOf(String path) {
        Node nearest = root;
        for (Object step : Trail.steps(path)) {
            Node next = child(nearest, step);
            if (next == null) {
                break;
            }
            nearest = next;
        }
        return new Place(file, nearest.line(), nearest.column());
    }

    /** The place of a value if the file has it, empty if it is a default. */
    public Optional<Place> writtenAt(String path) {
        Node node = find(path);
        return node == null ? Optional.empty() : Optional.of(new Place(file, node.line(), node.column()));
    }

    /** The text of a value as it was written; empty for a default, a section or a list. */
    public Optional<String> textAt(String path) {
        return find(path) instanceof Node.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    /** How many items a list has that was written; 0 for anything else. */
    public int itemsAt(String path) {
        return find(path) instanceof Node.Items list ? list.items().size() : 0;
    }

    /** A problem that a later check found, at the right place: {@code problem("sources[0].points[3].address", "…")}. */
    public Problem problem(String path, String message) {
        return new Problem(placeOf(path), path, message);
    }

    private @Nullable Node find(String path) {
        Node node = root;
        for (Object step : Trail.steps(path)) {
            node = child(node, step);
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    private static @Nullable Node child(Node node, Object step) {
        if (node instanceof Node.Section section && step instanceof String key) {
            Node.Entry entry = section.entries().get(key);
            return entry == null ? null : entry.value();
        }
        if (node instanceof Node.Items list && step instanceof Integer index) {
            return index >= 0 && index < list.items().size() ? list.items().get(index) : null;
        }
        return null;
    }
}
