package io.fieldpost.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record of {@link Setting}s as the arguments of a command: what each is, and the record that given words make. The same readers, limits
 * and complaints as for a file. Components are single values or lists of such. Immutable; any thread.
 *
 * @param <A> the record
 */
public final class Arguments<A extends Record> {
    private final Class<A> type;
    private final List<Argument> all;

    /**
     * One argument.
     *
     * @param component of the record
     * @param key its name in snake case, as problems call it
     * @param sentence what it is, for a person
     * @param kind the name of its type: {@code duration}, {@code whole number}
     * @param choices the allowed words; empty when there are too many to name
     * @param limits what its values may be: {@code 1 to 1000}; empty for no limits
     * @param absent what it is when it is not given, as it would be written; empty for nothing
     * @param example a good value; empty for none
     * @param isRequired whether it must be given
     * @param isFlag whether it is true or false, and false when it is not given
     * @param isList whether it may be given several times
     */
    public record Argument(
            RecordComponent component,
            String key,
            String sentence,
            String kind,
            List<String> choices,
            String limits,
            String absent,
            String example,
            boolean isRequired,
            boolean isFlag,
            boolean isList) {
        private static Argument of(RecordComponent component, Field field) {
            boolean isList = field.kind() instanceof Kind.Items;
            Kind kind = field.kind() instanceof Kind.Items items ? items.element() : field.kind();
            if (!(kind instanceof Kind.Single single)) {
                throw new IllegalStateException("an argument is a single value or a list of such, not "
                        + field.kind().what(""));
            }
            Setting setting = field.setting();
            boolean isFlag = !isList
                    && single.type().name().equals("flag")
                    && setting.byDefault().equals("false");
            return new Argument(
                    component,
                    field.key(),
                    setting.value(),
                    single.type().name(),
                    single.type().names(),
                    field.limits().range(),
                    setting.byDefault(),
                    setting.example(),
                    field.required(),
                    isFlag,
                    isList);
        }
    }

    private Arguments(Class<A> type, List<Argument> all) {
        this.type = type;
        this.all = List.copyOf(all);
    }

    /**
     * The arguments that a record describes.
     *
     * @throws IllegalStateException when it can't be bound: a mistake in the record
     */
    public static <A extends Record> Arguments<A> of(Class<A> type) {
        List<Field> fields = RecordShape.of(type).fields();
        RecordComponent[] components = type.getRecordComponents();
        List<Argument> all = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            all.add(Argument.of(components[i], fields.get(i)));
        }
        return new Arguments<>(type, all);
    }

    /** All of them, in the record's order. */
    public List<Argument> all() {
        return all;
    }

    /**
     * Makes the record of words.
     *
     * @param given by key; one word for each that is no list; what is not given is not in it
     * @return the record, or every problem at once: its path is the key, its place says nothing
     */
    public Result<A> read(Map<String, List<String>> given) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Argument argument : all) {
            List<String> words = given.getOrDefault(argument.key(), List.of());
            if (!words.isEmpty()) {
                entries.put(argument.key(), new Node.Entry(1, 1, node(argument, words)));
            }
        }
        Node.Section section = new Node.Section(1, 1, entries);
        Problems problems = new Problems("command line");
        Object value = new Binder(Choices.of(Map.of()), problems).record(section, type, Trail.ROOT);
        return problems.none() && type.isInstance(value)
                ? new Result.Read<>(type.cast(value), new Origins("command line", section))
                : new Result.Rejected<>(problems.inReadingOrder());
    }

    private static Node node(Argument argument, List<String> words) {
        List<Node> nodes = new ArrayList<>();
        words.forEach(word -> nodes.add(new Node.Scalar(1, 1, word)));
        return argument.isList() ? new Node.Items(1, 1, nodes) : nodes.get(nodes.size() - 1);
    }
}
