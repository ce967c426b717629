package io.fieldpost.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * One type of single value: how it is read and printed, and how the schema describes it.
 *
 * @param name for tables, such as {@code duration}
 * @param example a good value, for complaints
 * @param parse throws {@link IllegalArgumentException} with a fact for the technician
 * @param print the shortest text that {@code parse} reads back
 * @param names the allowed texts of an enumeration; empty for everything else
 * @param schema the JSON Schema keywords
 */
record ScalarType<T>(
        String name,
        String example,
        Function<String, T> parse,
        Function<T, String> print,
        List<String> names,
        Map<String, Object> schema) {
    private static final String NUMBER = "\\d+(\\.\\d+)? ?";
    private static final Map<Class<?>, ScalarType<?>> KNOWN = known();

    /** With its article and a good value, for complaints. */
    String what(String goodValue) {
        if (!names.isEmpty()) {
            return String.join(", ", names);
        }
        String article = name.equals("text") ? "" : name.charAt(0) == 'a' ? "an " : "a ";
        return article + name + " such as " + (goodValue.isEmpty() ? example : goodValue);
    }

    /** Prints a value of this type. */
    String text(Object value) {
        @SuppressWarnings("unchecked") // the binder puts only values of this type where this type is
        T own = (T) value;
        return print.apply(own);
    }

    static boolean isKnown(Class<?> type) {
        return KNOWN.containsKey(type);
    }

    static ScalarType<?> of(Class<?> type) {
        ScalarType<?> known = KNOWN.get(type);
        if (known != null) {
            return known;
        }
        if (type.isEnum()) {
            return enumeration(type);
        }
        throw new IllegalStateException("a setting cannot be of type " + type.getName());
    }

    private static Map<Class<?>, ScalarType<?>> known() {
        Map<Class<?>, ScalarType<?>> types = new HashMap<>();
        types.put(
                String.class,
                plain("text", "press-1", text -> text, Map.of("type", List.of("string", "number", "boolean"))));
        ScalarType<Boolean> flag = new ScalarType<>(
                "flag", "true", ScalarType::flag, String::valueOf, List.of("true", "false"), Map.of("type", "boolean"));
        types.put(boolean.class, flag);
        types.put(Boolean.class, flag);
        ScalarType<Integer> integer = plain("whole number", "16", ScalarType::integer, Map.of("type", "integer"));
        types.put(int.class, integer);
        types.put(Integer.class, integer);
        ScalarType<Long> big = plain("whole number", "16", ScalarType::wholeNumber, Map.of("type", "integer"));
        types.put(long.class, big);
        types.put(Long.class, big);
        ScalarType<Double> real = new ScalarType<>(
                "number", "0.5", ScalarType::number, ScalarType::shortest, List.of(), Map.of("type", "number"));
        types.put(double.class, real);
        types.put(Double.class, real);
        types.put(
                Duration.class,
                new ScalarType<>(
                        "duration", "1s", Durations::parse, Durations::format, List.of(), quantity(Durations.SCALE)));
        types.put(ByteSize.class, plain("size", "64MiB", ByteSize::parse, quantity(ByteSize.SCALE)));
        types.put(Frequency.class, plain("frequency", "98.5MHz", Frequency::parse, quantity(Frequency.SCALE)));
        types.put(FrequencyRange.class, plain("frequency range", "87MHz..108MHz", FrequencyRange::parse, range()));
        types.put(Secret.class, plain("secret reference", "credential:device", Secret::parse, secret()));
        types.put(
                Path.class,
                plain("path", "/var/lib/fieldpost", ScalarType::path, Map.of("type", "string", "minLength", 1)));
        types.put(
                URI.class,
                plain(
                        "address",
                        "mqtts://broker.example:8883",
                        ScalarType::uri,
                        Map.of("type", "string", "minLength", 1)));
        return types;
    }

    private static <T> ScalarType<T> plain(
            String name, String example, Function<String, T> parse, Map<String, Object> schema) {
        return new ScalarType<>(name, example, parse, String::valueOf, List.of(), schema);
    }

    private static ScalarType<Object> enumeration(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(nameInFile((Enum<?>) constant), constant);
        }
        List<String> names = List.copyOf(constants.keySet());
        return new ScalarType<>(
                "choice",
                names.isEmpty() ? "" : names.get(0),
                text -> constant(text, constants),
                constant -> nameInFile((Enum<?>) constant),
                names,
                Map.of("type", "string", "enum", names));
    }

    /** {@code NOT_SENT} is {@code not_sent}; a name in mixed case, such as {@code Aes256_Sha256_RsaPss}, belongs to a standard. */
    private static String nameInFile(Enum<?> constant) {
        String name = constant.name();
        return name.equals(name.toUpperCase(Locale.ROOT)) ? name.toLowerCase(Locale.ROOT) : name;
    }

    private static Object constant(String text, Map<String, Object> constants) {
        for (Map.Entry<String, Object> known : constants.entrySet()) {
            if (known.getKey().equalsIgnoreCase(text)) {
                return known.getValue();
            }
        }
        throw new IllegalArgumentException("unknown value " + Quoted.of(text) + "; allowed: "
                + String.join(", ", constants.keySet()) + Suggestions.didYouMean(text, constants.keySet()));
    }

    private static Boolean flag(String text) {
        String found = text.toLowerCase(Locale.ROOT);
        if (found.equals("true") || found.equals("false")) {
            return found.equals("true");
        }
        String meant = found.equals("yes") || found.equals("on")
                ? "true"
                : found.equals("no") || found.equals("off") ? "false" : null;
        throw new IllegalArgumentException("found " + Quoted.of(text) + "; allowed: true, false"
                + (meant == null
                        ? Suggestions.didYouMean(text, List.of("true", "false"))
                        : "; did you mean '" + meant + "'?"));
    }

    private static Integer integer(String text) {
        long number = wholeNumber(text);
        if (number != (int) number) {
            throw new IllegalArgumentException(
                    "found " + number + "; allowed: " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    private static Long wholeNumber(String text) {
        try {
            return Long.valueOf(inAscii(text));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(Quoted.of(text) + " is not a whole number; write it like 16");
        }
    }

    private static Double number(String text) {
        try {
            double number = Double.parseDouble(inAscii(text));
            if (!Double.isInfinite(number)) {
                return number == 0 ? 0.0 : number;
            }
        } catch (NumberFormatException notANumber) {
            // the complaint below is the same
        }
        throw new IllegalArgumentException(Quoted.of(text) + " is not a number; write it like 0.5");
    }

    /** Java reads more than this as a number: other scripts' digits, NaN, 1f, 0x1p3. */
    private static String inAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
                throw new NumberFormatException(text);
            }
        }
        return text;
    }

    private static String shortest(Double number) {
        String text = number.toString();
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static Path path(String text) {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException notAPath) {
            // the complaint below is the same
        }
        throw new IllegalArgumentException(Quoted.of(text) + " is not a path; write it like /var/lib/fieldpost");
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (URISyntaxException notAnAddress) {
            // the complaint below is the same
        }
        throw new IllegalArgumentException(
                Quoted.of(text) + " is not an address; write it like mqtts://broker.example:8883");
    }

    private static Map<String, Object> quantity(UnitScale scale) {
        String one = NUMBER + "(" + String.join("|", scale.written()) + ")";
        return pattern(scale.sums() ? "^(" + one + " ?)+$" : "^" + one + "$");
    }

    private static Map<String, Object> range() {
        String one = NUMBER + "(" + String.join("|", Frequency.SCALE.written()) + ")";
        return pattern("^" + one + "(\\.\\.|:)" + one + "$");
    }

    private static Map<String, Object> secret() {
        return pattern("^(env:[A-Za-z_][A-Za-z0-9_]*|file:/.*|credential:[A-Za-z0-9_-][A-Za-z0-9_.-]*)$");
    }

    private static Map<String, Object> pattern(String pattern) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("pattern", pattern);
        return schema;
    }
}
