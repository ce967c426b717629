package io.fieldpost.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the file's tree into records. Collects every problem and goes on: what could not be bound is {@link #UNBOUND}. */
final class Binder {
    /** Instead of a value that was complained about. */
    static final Object UNBOUND = new Object();

    private final Choices choices;
    private final Problems problems;

    Binder(Choices choices, Problems problems) {
        this.choices = choices;
        this.problems = problems;
    }

    /** Binds a section, or complains. */
    Object record(Node node, Class<? extends Record> type, Trail trail) {
        if (type == Unread.class) {
            return new Unread();
        }
        RecordShape shape = RecordShape.of(type);
        if (!(node instanceof Node.Section section)) {
            return wrongKind(node, new Kind.Section(type), "", trail);
        }
        complainOfUnknownKeys(section, shape, trail);
        @Nullable Object[] values = new Object[shape.fields().size()];
        boolean complete = true;
        for (int i = 0; i < values.length; i++) {
            values[i] = field(section, shape, shape.fields().get(i), trail);
            complete &= values[i] != UNBOUND;
        }
        return complete ? make(section, shape, values, trail) : UNBOUND;
    }

    private Object make(Node.Section section, RecordShape shape, @Nullable Object[] values, Trail trail) {
        try {
            return shape.make(values);
        } catch (IllegalArgumentException refused) {
            String message = String.valueOf(refused.getMessage());
            int colon = message.indexOf(": ");
            String key = colon < 0 ? "" : message.substring(0, colon);
            Node.Entry entry = section.entries().get(key);
            if (shape.field(key) != null) {
                problems.add(entry == null ? section : entry.value(), trail.to(key), message.substring(colon + 2));
            } else {
                problems.add(section, trail, message);
            }
            return UNBOUND;
        }
    }

    private void complainOfUnknownKeys(Node.Section section, RecordShape shape, Trail trail) {
        section.entries().forEach((key, entry) -> {
            if (shape.field(key) == null) {
                // What is glued to a key may be a password: {user: a, password:secret}
                String name = YamlTree.withoutGluedValue(key);
                String message = name.equals(key)
                        ? unknownKey(key, section, shape)
                        : "a space is missing behind the ':' of " + Quoted.of(name) + "; allowed: key: value";
                Place place = problems.place(entry.keyLine(), entry.keyColumn());
                problems.add(place, trail.to(name).toString(), message);
            }
        });
    }

    private static String unknownKey(String key, Node.Section section, RecordShape shape) {
        List<String> free = new ArrayList<>(shape.keys());
        free.removeAll(section.entries().keySet());
        return "unknown key " + Quoted.of(key) + "; allowed: " + String.join(", ", shape.keys())
                + Suggestions.didYouMean(key, free);
    }

    private @Nullable Object field(Node.Section section, RecordShape shape, Field field, Trail trail) {
        Trail here = trail.to(field.key());
        Node.Entry entry = section.entries().get(field.key());
        if (entry != null) {
            String among = shape.among(field.key());
            return among != null
                    ? choosing(entry.value(), field, among, here)
                    : value(entry.value(), field.kind(), field, section, here);
        }
        if (field.defaultsToSection()) {
            Node defaults = new Node.Section(section.line(), section.column(), Map.of());
            return value(defaults, field.kind(), field, section, here);
        }
        if (field.required()) {
            return missing(section, shape, field, here);
        }
        return field.absent();
    }

    private Object missing(Node.Section section, RecordShape shape, Field field, Trail here) {
        boolean misspelt = section.entries().keySet().stream()
                .filter(key -> shape.field(key) == null)
                .anyMatch(key -> field.key().equals(Suggestions.nearest(key, shape.keys())));
        if (!misspelt) {
            String among = shape.among(field.key());
            String allowed = among != null
                    ? namesOf(among)
                    : field.kind().what(field.setting().example());
            problems.add(section, here, "required key '" + field.key() + "' is missing; allowed: " + allowed);
        }
        return UNBOUND;
    }

    private String namesOf(String among) {
        Set<String> names = choices.names(among);
        return names.isEmpty() ? "none, because none is installed" : String.join(", ", names);
    }

    private @Nullable Object value(Node node, Kind kind, Field field, Node.Section section, Trail trail) {
        if (node instanceof Node.Unusable) {
            return UNBOUND;
        }
        if (kind instanceof Kind.Section nested) {
            return record(node, nested.type(), trail);
        }
        if (kind instanceof Kind.Chosen chosen) {
            return chosen(node, chosen, section, trail);
        }
        if (kind instanceof Kind.Single single && node instanceof Node.Scalar scalar) {
            return single(scalar, single.type(), field, trail);
        }
        if (kind instanceof Kind.Items list && node instanceof Node.Items items) {
            return items(items, list.element(), field, section, trail);
        }
        if (kind instanceof Kind.Named named && node instanceof Node.Section entries) {
            return named(entries, named.element(), field, trail);
        }
        return wrongKind(node, kind, field.setting().example(), trail);
    }

    private Object wrongKind(Node node, Kind kind, String example, Trail trail) {
        String allowed = "; allowed: " + kind.what(example);
        if (node instanceof Node.Empty) {
            String next = kind instanceof Kind.Single ? "write it" : "indent the lines that belong to it";
            problems.add(node, trail, "nothing is written here" + allowed + "; " + next + ", or remove the key");
        } else if (!(node instanceof Node.Unusable)) {
            boolean glued = node instanceof Node.Scalar scalar && scalar.text().indexOf(':') > 0;
            String hint = glued ? "; a space belongs behind the ':' of a key" : "";
            problems.add(node, trail, "found " + node.what() + allowed + hint);
        }
        return UNBOUND;
    }

    private Object single(Node.Scalar scalar, ScalarType<?> type, Field field, Trail trail) {
        String complaint;
        try {
            Object value = type.parse().apply(scalar.text());
            complaint = field.limits().complaint(scalar.text(), value);
            if (complaint == null) {
                return value;
            }
        } catch (IllegalArgumentException unreadable) {
            complaint = String.valueOf(unreadable.getMessage());
            if (!type.names().isEmpty()) {
                complaint = complaint.replaceFirst("unknown value", "unknown " + field.key());
            }
        }
        problems.add(scalar, trail, complaint);
        return UNBOUND;
    }

    private Object choosing(Node node, Field field, String among, Trail trail) {
        Set<String> names = choices.names(among);
        if (!(node instanceof Node.Scalar scalar)) {
            return wrongKind(node, field.kind(), field.setting().example(), trail);
        }
        if (names.contains(scalar.text())) {
            return scalar.text();
        }
        problems.add(
                scalar,
                trail,
                "unknown " + field.key() + " " + Quoted.of(scalar.text()) + "; allowed: " + namesOf(among)
                        + Suggestions.didYouMean(scalar.text(), names));
        return UNBOUND;
    }

    private Object chosen(Node node, Kind.Chosen kind, Node.Section section, Trail trail) {
        Node.Entry chooser = section.entries().get(kind.by());
        Class<? extends Record> type = chooser != null && chooser.value() instanceof Node.Scalar name
                ? choices.record(kind.among(), name.text())
                : null;
        return type == null ? UNBOUND : record(node, type, trail);
    }

    private Object items(Node.Items items, Kind element, Field field, Node.Section section, Trail trail) {
        List<Object> values = new ArrayList<>(items.items().size());
        boolean complete = true;
        for (int i = 0; i < items.items().size(); i++) {
            Object value = value(items.items().get(i), element, field, section, trail.to(i));
            complete &= value != UNBOUND && value != null;
            values.add(value);
        }
        complete &= namesDiffer(items, element, trail);
        return complete ? List.copyOf(values) : UNBOUND;
    }

    private Object named(Node.Section entries, Kind element, Field field, Trail trail) {
        Map<String, Object> values = new LinkedHashMap<>();
        entries.entries()
                .forEach((key, entry) -> values.put(key, value(entry.value(), element, field, entries, trail.to(key))));
        return values.containsValue(UNBOUND) ? UNBOUND : Collections.unmodifiableMap(values);
    }

    /** Progress, topics and counters are kept under a name, so two of the same would share them. */
    private boolean namesDiffer(Node.Items items, Kind element, Trail trail) {
        if (!(element instanceof Kind.Section nested)
                || RecordShape.of(nested.type()).field("name") == null) {
            return true;
        }
        Map<String, Node> seen = new HashMap<>();
        boolean differ = true;
        for (int i = 0; i < items.items().size(); i++) {
            Node.Entry entry = items.items().get(i) instanceof Node.Section section
                    ? section.entries().get("name")
                    : null;
            if (entry != null && entry.value() instanceof Node.Scalar name) {
                Node first = seen.putIfAbsent(name.text(), name);
                if (first != null) {
                    problems.add(
                            name,
                            trail.to(i).to("name"),
                            "name " + Quoted.of(name.text()) + " is used twice; the first is at "
                                    + problems.place(first.line(), first.column()));
                    differ = false;
                }
            }
        }
        return differ;
    }
}
