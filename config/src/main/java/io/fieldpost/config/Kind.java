package io.fieldpost.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/** What a component's type means in the file. */
sealed interface Kind {
    /** What a technician would call it, with its article; {@code example} is a good value of it, or empty. */
    String what(String example);

    /** One value: text, a number, a duration… */
    record Single(ScalarType<?> type) implements Kind {
        @Override
        public String what(String example) {
            return type.what(example);
        }
    }

    /** A record. */
    record Section(Class<? extends Record> type) implements Kind {
        @Override
        public String what(String example) {
            return "a section of 'key: value' lines";
        }
    }

    /** A record whose class is chosen by a sibling, among the alternatives that are given under a name. */
    record Chosen(String by, String among) implements Kind {
        static Chosen of(ChosenBy chooser) {
            return new Chosen(chooser.value(), chooser.among().isEmpty() ? chooser.value() : chooser.among());
        }

        @Override
        public String what(String example) {
            return "a section of 'key: value' lines";
        }
    }

    /** A list. */
    record Items(Kind element) implements Kind {
        @Override
        public String what(String example) {
            return "a list, each item behind a '- '";
        }
    }

    /** A section whose keys are free. */
    record Named(Kind element) implements Kind {
        @Override
        public String what(String example) {
            return "a section of 'key: value' lines";
        }
    }

    /**
     * The kind of a Java type.
     *
     * @throws IllegalStateException if the reader can't bind it: a mistake in the record, not in the file
     */
    static Kind of(Type type) {
        if (type instanceof Class<?> plain) {
            return plain.isRecord() && !ScalarType.isKnown(plain)
                    ? new Section(plain.asSubclass(Record.class))
                    : new Single(ScalarType.of(plain));
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new Items(of(arguments[0]));
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return new Named(of(arguments[1]));
            }
        }
        throw new IllegalStateException("a setting cannot be of type " + type.getTypeName());
    }

    /** The kind of the elements of elements, or the kind itself. */
    default Kind innermost() {
        if (this instanceof Items list) {
            return list.element().innermost();
        }
        return this instanceof Named named ? named.element().innermost() : this;
    }
}
