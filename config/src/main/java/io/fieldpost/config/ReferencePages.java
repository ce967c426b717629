package io.fieldpost.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the reference of a configuration in Markdown: a table for each section with key, type, default, limits, meaning and example.
 * The same records and choices give the same text, byte for byte.
 */
public final class ReferencePages {
    private final Choices choices;
    private final StringBuilder page = new StringBuilder();
    private final Map<Class<? extends Record>, String> written = new HashMap<>();

    private ReferencePages(Choices choices) {
        this.choices = choices;
    }

    /** The page, which begins with its title as a heading of the first level. */
    public static String markdown(String title, Class<? extends Record> root, Choices choices) {
        ReferencePages pages = new ReferencePages(choices);
        pages.page.append("# ").append(title).append("\n\n");
        pages.page.append(RecordShape.of(root).sentence()).append('\n');
        pages.section("The file", "", root);
        return pages.page.toString();
    }

    private void section(String heading, String path, Class<? extends Record> type) {
        page.append("\n## ").append(heading).append("\n\n");
        String known = written.putIfAbsent(type, heading);
        if (known != null) {
            page.append("The same as ").append(known).append(".\n");
            return;
        }
        RecordShape shape = RecordShape.of(type);
        if (!path.isEmpty() && !shape.sentence().isEmpty()) {
            page.append(shape.sentence()).append("\n\n");
        }
        if (shape.fields().isEmpty()) {
            page.append("No settings.\n");
            return;
        }
        page.append("| key | type | default | allowed | what it is | example |\n|---|---|---|---|---|---|\n");
        shape.fields().forEach(field -> row(shape, field));
        shape.fields().forEach(field -> inner(path, field));
    }

    private void row(RecordShape shape, Field field) {
        Setting setting = field.setting();
        List<String> cells = List.of(
                code(field.key()),
                type(field.kind()),
                standard(field),
                allowed(shape, field),
                cell(setting.value()),
                code(setting.example()));
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String type(Kind kind) {
        if (kind instanceof Kind.Items list) {
            return "list of " + (list.element() instanceof Kind.Section ? "sections" : type(list.element()));
        }
        if (kind instanceof Kind.Named named) {
            return "named " + (named.element() instanceof Kind.Section ? "sections" : type(named.element()));
        }
        return kind instanceof Kind.Single single ? single.type().name() : "section";
    }

    private static String standard(Field field) {
        if (field.required()) {
            return "**required**";
        }
        if (field.defaultsToSection()) {
            return "its own defaults";
        }
        if (field.setting().byDefault().isEmpty()) {
            return field.optional() ? "not set" : "empty";
        }
        return code(field.setting().byDefault());
    }

    private String allowed(RecordShape shape, Field field) {
        String among = shape.among(field.key());
        if (among != null) {
            return codes(choices.names(among));
        }
        if (field.kind().innermost() instanceof Kind.Single single
                && !single.type().names().isEmpty()) {
            return codes(single.type().names());
        }
        String range = field.limits().range();
        return range.isEmpty() ? code(field.setting().pattern()) : cell(range);
    }

    private void inner(String path, Field field) {
        String here = path.isEmpty() ? field.key() : path + "." + field.key();
        Kind kind = field.kind();
        while (kind instanceof Kind.Items || kind instanceof Kind.Named) {
            here += kind instanceof Kind.Items ? "[]" : ".NAME";
            kind = kind instanceof Kind.Items list ? list.element() : ((Kind.Named) kind).element();
        }
        String there = here;
        if (kind instanceof Kind.Section section) {
            section("`" + there + "`", there, section.type());
        } else if (kind instanceof Kind.Chosen chosen) {
            choices.records(chosen.among())
                    .forEach((name, type) ->
                            section("`" + there + "` when `" + chosen.by() + ": " + name + "`", there, type));
        }
    }

    private static String codes(Iterable<String> names) {
        List<String> codes = new ArrayList<>();
        names.forEach(name -> codes.add(code(name)));
        return String.join(", ", codes);
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
