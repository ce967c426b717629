package io.fieldpost.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints a whole configuration with where each value came from. The text is YAML that reads back to the same configuration; secrets
 * stand as their references, and the user information of addresses is left out.
 */
public final class Explained {
    private static final int WIDEST = 64;

    private final Origins origins;
    private final List<Line> lines = new ArrayList<>();

    private Explained(Origins origins) {
        this.origins = origins;
    }

    /** The text, with a line end after each line. */
    public static <T extends Record> String text(Result.Read<T> read) {
        Explained explained = new Explained(read.origins());
        explained.section(read.value(), Trail.ROOT, "", "");
        return explained.aligned();
    }

    /** Prints the settings of a record; the first line begins with {@code first}, such as the dash of a list. */
    private void section(Record record, Trail trail, String first, String indent) {
        String lead = first;
        for (Field field : RecordShape.of(record.getClass()).fields()) {
            lead = entry(field.key(), field.in(record), field.kind(), trail.to(field.key()), lead, indent);
        }
    }

    /** Returns how the line after it begins. A comment does not use up the dash of its list. */
    private String entry(String key, @Nullable Object value, Kind kind, Trail trail, String lead, String indent) {
        if (value == null) {
            lines.add(new Line(indent + "# " + key + ":", "not set"));
            return lead;
        }
        value(key + ":", value, kind, trail, lead, indent);
        return indent;
    }

    private void value(String label, Object value, Kind kind, Trail trail, String lead, String indent) {
        if (value instanceof Record record && !(kind instanceof Kind.Single)) {
            boolean bare = RecordShape.of(record.getClass()).fields().isEmpty();
            lines.add(new Line(lead + label + (bare ? " {}" : ""), origin(trail)));
            section(record, trail, indent + "  ", indent + "  ");
        } else if (kind instanceof Kind.Items list) {
            items(label, (List<?>) value, list.element(), trail, lead, indent);
        } else if (kind instanceof Kind.Named named) {
            Map<?, ?> entries = (Map<?, ?>) value;
            lines.add(new Line(lead + label + (entries.isEmpty() ? " {}" : ""), origin(trail)));
            entries.forEach((key, entry) -> {
                Trail here = trail.to(key);
                value(PlainYaml.scalar((String) key) + ":", entry, named.element(), here, indent + "  ", indent + "  ");
            });
        } else {
            String text = PlainYaml.scalar(
                    Quoted.withoutUserInfo(((Kind.Single) kind).type().text(value)));
            lines.add(new Line(lead + label + " " + text, origin(trail)));
        }
    }

    private void items(String label, List<?> items, Kind element, Trail trail, String lead, String indent) {
        lines.add(new Line(lead + label + (items.isEmpty() ? " []" : ""), origin(trail)));
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            Trail here = trail.to(i);
            if (item instanceof Record record && element instanceof Kind.Section) {
                section(record, here, indent + "  - ", indent + "    ");
            } else {
                value("-", item, element, here, indent + "  ", indent + "  ");
            }
        }
    }

    private String origin(Trail trail) {
        return origins.writtenAt(trail.toString()).map(Place::toString).orElse("default");
    }

    private String aligned() {
        int width = 0;
        for (Line line : lines) {
            width = Math.max(width, Math.min(line.text().length(), WIDEST));
        }
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.text())
                    .append(" ".repeat(Math.max(0, width - line.text().length())));
            text.append("  # ").append(line.origin()).append('\n');
        }
        return text.toString();
    }

    private record Line(String text, String origin) {}
}
