package io.fieldpost.config;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a section.
 *
 * @param key as in the file
 * @param setting its annotation
 * @param kind what it holds
 * @param optional whether it may be absent without a default: {@code @Nullable}
 * @param limits what its values may be
 * @param absent its value when the file does not have it; null for none, and for sections, which are bound anew
 * @param accessor reads it from a record
 */
record Field(
        String key,
        Setting setting,
        Kind kind,
        boolean optional,
        Limits limits,
        @Nullable Object absent,
        Method accessor) {
    static Field of(RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            throw new IllegalStateException("a component has no @Setting");
        }
        ChosenBy chooser = component.getAnnotation(ChosenBy.class);
        Kind kind = chooser == null ? Kind.of(component.getGenericType()) : Kind.Chosen.of(chooser);
        Limits limits = Limits.of(setting, kind);
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new Field(
                snake(component.getName()), setting, kind, optional, limits, absent(setting, kind, limits), accessor);
    }

    /** Whether a file without it is wrong. */
    boolean required() {
        return setting.byDefault().isEmpty()
                && !optional
                && !(kind instanceof Kind.Items)
                && !(kind instanceof Kind.Named);
    }

    /** Whether it is a section that a file without it gets from the section's own defaults. */
    boolean defaultsToSection() {
        return setting.byDefault().equals("{}");
    }

    /** Its value in a record. */
    @Nullable
    Object in(Record owner) {
        try {
            return accessor.invoke(owner);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot read " + accessor, impossible);
        }
    }

    private static @Nullable Object absent(Setting setting, Kind kind, Limits limits) {
        String text = setting.byDefault();
        if (kind instanceof Kind.Single single && !text.isEmpty()) {
            return checked(single.type().parse().apply(text), text, limits);
        }
        boolean section = kind instanceof Kind.Section || kind instanceof Kind.Chosen;
        if (!text.isEmpty() && !(section && text.equals("{}"))) {
            throw new IllegalStateException("the default of " + kind.what("") + " is {} or nothing, not " + text);
        }
        if (kind instanceof Kind.Items) {
            return List.of();
        }
        return kind instanceof Kind.Named ? Map.of() : null;
    }

    private static Object checked(Object value, String text, Limits limits) {
        String complaint = limits.complaint(text, value);
        if (complaint != null) {
            throw new IllegalStateException("the default is outside its own limits: " + complaint);
        }
        return value;
    }

    /** {@code commitInterval} as {@code commit_interval}. */
    static String snake(String name) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            snake.append(Character.isUpperCase(c) ? "_" : "").append(c);
        }
        return snake.toString().toLowerCase(Locale.ROOT);
    }
}
