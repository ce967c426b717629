package io.fieldpost.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a JSON Schema (draft 2020-12) from annotated records, so that an editor completes and checks a configuration as it is typed.
 * The same records and choices give the same text, byte for byte. What a schema cannot say, the reader alone checks: limits of
 * durations, sizes and frequencies, names used twice, rules across settings.
 */
public final class JsonSchema {
    private final Choices choices;
    private final Map<String, Class<? extends Record>> sections = new LinkedHashMap<>();
    private final Map<String, Object> definitions = new LinkedHashMap<>();

    private JsonSchema(Choices choices) {
        this.choices = choices;
    }

    /**
     * The schema's text.
     *
     * @throws IllegalStateException if two different records have the same simple name
     */
    public static String text(String title, Class<? extends Record> root, Choices choices) {
        JsonSchema schema = new JsonSchema(choices);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        document.put("title", title);
        document.putAll(schema.section(RecordShape.of(root)));
        document.put("$defs", schema.definitions);
        return Json.text(document);
    }

    private Map<String, Object> section(RecordShape shape) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<Object> alternatives = new ArrayList<>();
        for (Field field : shape.fields()) {
            properties.put(field.key(), property(shape, field));
            if (field.kind() instanceof Kind.Chosen chosen) {
                choices.records(chosen.among())
                        .forEach((name, type) -> alternatives.add(alternative(field, chosen, name, type)));
            }
        }
        Map<String, Object> section = new LinkedHashMap<>();
        putUnlessEmpty(section, "description", shape.sentence());
        section.put("type", "object");
        section.put("properties", properties);
        List<String> required = required(shape);
        if (!required.isEmpty()) {
            section.put("required", required);
        }
        section.put("additionalProperties", false);
        if (!alternatives.isEmpty()) {
            section.put("allOf", alternatives);
        }
        return section;
    }

    private static List<String> required(RecordShape shape) {
        return shape.fields().stream()
                .filter(JsonSchema::mustBeWritten)
                .map(Field::key)
                .toList();
    }

    /** A section that defaults to its own defaults must be written all the same when one of them has none. */
    private static boolean mustBeWritten(Field field) {
        if (field.defaultsToSection() && field.kind() instanceof Kind.Section nested) {
            return !required(RecordShape.of(nested.type())).isEmpty();
        }
        return field.required();
    }

    private Map<String, Object> property(RecordShape shape, Field field) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("description", description(field));
        String among = shape.among(field.key());
        if (among != null) {
            property.put("type", "string");
            property.put("enum", List.copyOf(choices.names(among)));
        } else {
            property.putAll(kind(field.kind(), field.setting()));
        }
        if (field.kind() instanceof Kind.Single single
                && !field.setting().byDefault().isEmpty()) {
            property.put("default", literal(single.type(), field.setting().byDefault()));
        }
        if (field.kind() instanceof Kind.Single single
                && !field.setting().example().isEmpty()) {
            property.put(
                    "examples", List.of(literal(single.type(), field.setting().example())));
        }
        return property;
    }

    private static String description(Field field) {
        String range = isNumber(field.kind()) ? "" : field.limits().range();
        return field.setting().value() + (range.isEmpty() ? "" : " Allowed: " + range + ".");
    }

    private Map<String, Object> kind(Kind kind, Setting setting) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (kind instanceof Kind.Single single) {
            Map<String, Object> own = single.type().schema();
            schema.put("type", own.get("type"));
            // Sorted: the order of Map.of differs from one Java process to the next.
            schema.putAll(new TreeMap<>(own));
            putUnlessEmpty(schema, "pattern", setting.pattern().isEmpty() ? "" : "^(?:" + setting.pattern() + ")$");
            if (isNumber(kind)) {
                putNumber(schema, "minimum", setting.min());
                putNumber(schema, "maximum", setting.max());
            }
        } else if (kind instanceof Kind.Section section) {
            schema.put("$ref", reference(section.type()));
        } else if (kind instanceof Kind.Items list) {
            schema.put("type", "array");
            schema.put("items", kind(list.element(), setting));
        } else if (kind instanceof Kind.Named named) {
            schema.put("type", "object");
            schema.put("additionalProperties", kind(named.element(), setting));
        } else {
            schema.put("type", "object");
        }
        return schema;
    }

    private Map<String, Object> alternative(Field field, Kind.Chosen kind, String name, Class<? extends Record> type) {
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("properties", Map.of(kind.by(), Map.of("const", name)));
        condition.put("required", List.of(kind.by()));
        Map<String, Object> consequence = new LinkedHashMap<>();
        consequence.put("properties", Map.of(field.key(), Map.of("$ref", reference(type))));
        if (!required(RecordShape.of(type)).isEmpty()) {
            consequence.put("required", List.of(field.key()));
        }
        Map<String, Object> alternative = new LinkedHashMap<>();
        alternative.put("if", condition);
        alternative.put("then", consequence);
        return alternative;
    }

    private String reference(Class<? extends Record> type) {
        String name = type.getSimpleName();
        Class<? extends Record> known = sections.putIfAbsent(name, type);
        if (known == null) {
            definitions.put(name, Map.of()); // keeps its turn, and ends the recursion of a record inside itself
            definitions.put(name, section(RecordShape.of(type)));
        } else if (known != type) {
            throw new IllegalStateException(
                    "two records share a simple name: " + known.getName() + ", " + type.getName());
        }
        return "#/$defs/" + name;
    }

    private static boolean isNumber(Kind kind) {
        return kind instanceof Kind.Single single
                && List.of("integer", "number").contains(single.type().schema().get("type"));
    }

    private static Object literal(ScalarType<?> type, String text) {
        Object kind = type.schema().get("type");
        if ("integer".equals(kind) || "number".equals(kind)) {
            return new BigDecimal(text);
        }
        return "boolean".equals(kind) ? Boolean.valueOf(text) : text;
    }

    private static void putUnlessEmpty(Map<String, Object> schema, String keyword, String text) {
        if (!text.isEmpty()) {
            schema.put(keyword, text);
        }
    }

    private static void putNumber(Map<String, Object> schema, String keyword, String text) {
        if (!text.isEmpty()) {
            schema.put(keyword, new BigDecimal(text));
        }
    }
}
