package io.fieldpost.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a record as text that {@link ConfigReader} reads back to an equal one, to carry them to another process. Secrets stand as their
 * references; unlike {@link Explained}, it is not for people: an address keeps its user information.
 *
 * @param text YAML, one section
 * @param secrets the references in it
 */
public record SettingsText(String text, Set<Secret> secrets) {
    public SettingsText {
        secrets = Set.copyOf(secrets);
    }

    /**
     * Writes a record that {@link ConfigReader} can make.
     *
     * @throws IllegalStateException for a record that it can't bind
     */
    public static SettingsText of(Record settings) {
        Writing writing = new Writing();
        writing.section(settings);
        return new SettingsText(writing.text.append('\n').toString(), writing.secrets);
    }

    /** Flow style: what lies inside what does not depend on indentation. */
    private static final class Writing {
        private final StringBuilder text = new StringBuilder();
        private final Set<Secret> secrets = new LinkedHashSet<>();

        void section(Record record) {
            text.append('{');
            String separator = "";
            for (Field field : RecordShape.of(record.getClass()).fields()) {
                Object value = field.in(record);
                if (value != null) {
                    text.append(separator).append(field.key()).append(": ");
                    value(value, field.kind());
                    separator = ", ";
                }
            }
            text.append('}');
        }

        private void value(@Nullable Object value, Kind kind) {
            if (kind instanceof Kind.Items list && value instanceof List<?> items) {
                items(items, list.element());
            } else if (kind instanceof Kind.Named named && value instanceof Map<?, ?> entries) {
                named(entries, named.element());
            } else if (kind instanceof Kind.Single single && value != null) {
                if (value instanceof Secret secret) {
                    secrets.add(secret);
                }
                text.append(PlainYaml.scalar(single.type().text(value)));
            } else if (value instanceof Record record) {
                section(record);
            }
        }

        private void items(List<?> items, Kind element) {
            text.append('[');
            String separator = "";
            for (Object item : items) {
                text.append(separator);
                value(item, element);
                separator = ", ";
            }
            text.append(']');
        }

        private void named(Map<?, ?> entries, Kind element) {
            text.append('{');
            String separator = "";
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                text.append(separator)
                        .append(PlainYaml.scalar(String.valueOf(entry.getKey())))
                        .append(": ");
                value(entry.getValue(), element);
                separator = ", ";
            }
            text.append('}');
        }
    }
}
