package io.fieldpost.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML into records annotated with {@link Setting}. Nothing that a file can hold makes it throw: it returns the value, or every
 * problem at once, each with its place. Immutable; any thread.
 *
 * <p>A record may refuse values that are right one by one and wrong together, by an {@link IllegalArgumentException} from its
 * compact constructor with a lower-case fact. The problem is placed at the section, or at one of its keys when the message begins
 * with that key: {@code "password: needs a user"}.
 *
 * <p>A record that the reader cannot bind (a component without {@link Setting}, a default outside its limits) is a mistake in the
 * program, and throws {@link IllegalStateException}.
 */
public final class ConfigReader {
    private final Choices choices;
    private final Examiner examiner;

    private ConfigReader(Choices choices, Examiner examiner) {
        this.choices = choices;
        this.examiner = examiner;
    }

    /** Finds what the records can't know, such as the syntax of an address that depends on a protocol elsewhere. */
    @FunctionalInterface
    public interface Examiner {
        /**
         * Looks at a file, whether or not something else is wrong with it.
         *
         * @param written what stands where; a value may be of the wrong kind or missing
         */
        List<Problem> examine(Origins written);
    }

    /** A reader that knows these alternatives. */
    public static ConfigReader of(Choices choices) {
        return new ConfigReader(choices, written -> List.of());
    }

    /** A reader that knows these alternatives, as {@link Choices#of(Map)} takes them. */
    public static ConfigReader of(Map<String, ? extends Map<String, ? extends Class<? extends Record>>> choices) {
        return of(Choices.of(choices));
    }

    /** The same reader with one more pair of eyes. */
    public ConfigReader examinedBy(Examiner further) {
        return new ConfigReader(choices, further);
    }

    /** Reads a file of at most 4 MiB. Blocks on the file system. */
    public <T extends Record> Result<T> read(Path path, Class<T> type) {
        Problems problems = new Problems(path.toString());
        String text = SourceText.read(path, problems);
        return bind(path.toString(), text, type, problems);
    }

    /**
     * Reads a text.
     *
     * @param fileName for the places of problems
     */
    public <T extends Record> Result<T> read(String fileName, String text, Class<T> type) {
        return bind(fileName, text, type, new Problems(fileName));
    }

    /**
     * Reads one section of a file and looks at nothing else in it, for what has to be known before the rest can be judged.
     *
     * @param key of the section, at the outermost level
     * @return the section, or what it is when the file has none; nothing when it is wrong, which {@link #read(Path, Class)} tells
     */
    public <T extends Record> Optional<T> section(Path path, String key, Class<T> type) {
        Problems problems = new Problems(path.toString());
        String text = SourceText.read(path, problems);
        Node root = text == null ? null : YamlTree.read(withoutByteOrderMark(text), problems);
        if (!(root instanceof Node.Section section)) {
            return Optional.empty();
        }
        Node.Entry entry = section.entries().get(key);
        Node written = entry == null ? YamlTree.read("{}", problems) : entry.value();
        Object value =
                written == null ? Binder.UNBOUND : new Binder(choices, problems).record(written, type, Trail.ROOT);
        return value == Binder.UNBOUND || !problems.none() ? Optional.empty() : Optional.of(type.cast(value));
    }

    private <T extends Record> Result<T> bind(String file, @Nullable String text, Class<T> type, Problems problems) {
        Node root = text == null ? null : YamlTree.read(withoutByteOrderMark(text), problems);
        if (root != null) {
            Object value = new Binder(choices, problems).record(root, type, Trail.ROOT);
            Origins origins = new Origins(file, root);
            examiner.examine(origins).forEach(problems::add);
            if (problems.none() && value != Binder.UNBOUND) {
                return new Result.Read<>(type.cast(value), origins);
            }
        }
        return new Result.Rejected<>(problems.inReadingOrder());
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
