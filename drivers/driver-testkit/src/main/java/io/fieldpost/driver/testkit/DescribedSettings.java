package io.fieldpost.driver.testkit;

import io.fieldpost.config.Setting;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** Finds what a driver's settings do not say about themselves. */
final class DescribedSettings {
    private DescribedSettings() {}

    /** Every record or component without a {@link Setting} or with an empty sentence, records inside records included. */
    static List<String> undescribed(Class<?> type) {
        List<String> missing = new ArrayList<>();
        collect(type, missing);
        return missing;
    }

    private static void collect(Class<?> type, List<String> missing) {
        check(type.getAnnotation(Setting.class), type.getSimpleName(), missing);
        for (RecordComponent component : type.getRecordComponents()) {
            check(component.getAnnotation(Setting.class), type.getSimpleName() + "." + component.getName(), missing);
            sectionsIn(component.getGenericType()).forEach(section -> collect(section, missing));
        }
    }

    private static void check(@org.jspecify.annotations.Nullable Setting setting, String where, List<String> missing) {
        if (setting == null || setting.value().isBlank()) {
            missing.add(where);
        }
    }

    /** The records of the driver's own that a type is or holds; those of io.fieldpost.config are plain values. */
    private static List<Class<?>> sectionsIn(Type type) {
        List<Class<?>> sections = new ArrayList<>();
        if (type instanceof ParameterizedType parameterized) {
            for (Type argument : parameterized.getActualTypeArguments()) {
                sections.addAll(sectionsIn(argument));
            }
        } else if (type instanceof Class<?> plain
                && plain.isRecord()
                && !plain.getPackage().equals(Setting.class.getPackage())) {
            sections.add(plain);
        }
        return sections;
    }
}
