package io.fieldpost.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a record's annotations say, worked out once a class and kept as long as the class is. */
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type.asSubclass(Record.class));
        }
    };

    private final Class<? extends Record> type;
    private final List<Field> fields;
    private final Map<String, Field> byKey;
    private final Constructor<? extends Record> constructor;

    private RecordShape(Class<? extends Record> type) {
        this.type = type;
        List<Field> found = new ArrayList<>();
        List<Class<?>> parameters = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            parameters.add(component.getType());
            try {
                found.add(Field.of(component));
            } catch (IllegalArgumentException | IllegalStateException wrong) {
                throw new IllegalStateException(
                        "the record " + type.getName() + ", component " + component.getName() + ": "
                                + wrong.getMessage(),
                        wrong);
            }
        }
        this.fields = List.copyOf(found);
        this.byKey = new HashMap<>();
        for (Field field : fields) {
            byKey.put(field.key(), field);
        }
        try {
            this.constructor = type.getDeclaredConstructor(parameters.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("no canonical constructor: " + type.getName(), impossible);
        }
    }

    /**
     * The shape of a record.
     *
     * @throws IllegalStateException if its annotations contradict themselves: a mistake in the record, not in a file
     */
    static RecordShape of(Class<? extends Record> type) {
        return SHAPES.get(type);
    }

    Class<? extends Record> type() {
        return type;
    }

    List<Field> fields() {
        return fields;
    }

    List<String> keys() {
        return fields.stream().map(Field::key).toList();
    }

    @Nullable
    Field field(String key) {
        return byKey.get(key);
    }

    /** Whether a key chooses the record of a sibling. */
    boolean chooses(String key) {
        return among(key) != null;
    }

    /** Under which name the alternatives are given among which a key chooses; null when it chooses nothing. */
    @Nullable
    String among(String key) {
        for (Field field : fields) {
            if (field.kind() instanceof Kind.Chosen chosen && chosen.by().equals(key)) {
                return chosen.among();
            }
        }
        return null;
    }

    /** What the section is, in one sentence; empty if the record does not say. */
    String sentence() {
        Setting setting = type.getAnnotation(Setting.class);
        return setting == null ? "" : setting.value();
    }

    /**
     * Makes the record.
     *
     * @throws IllegalArgumentException if the record refuses the values together
     */
    Record make(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            Throwable why = refused.getCause();
            if (why instanceof Error error) {
                throw error;
            }
            String message = why instanceof IllegalArgumentException && why.getMessage() != null
                    ? why.getMessage()
                    : "these values together are refused: " + why;
            throw new IllegalArgumentException(message, why);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot make " + type.getName(), impossible);
        }
    }
}
