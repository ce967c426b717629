package io.fieldpost.radio.tool;

import io.fieldpost.config.Arguments;
import io.fieldpost.config.Problem;
import io.fieldpost.config.Result;
import io.fieldpost.driver.tool.Positional;
import io.fieldpost.driver.tool.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A command line without the program that reads it: places, and options written {@code --key=value}. */
final class Words {
    private Words() {}

    /** Runs a tool with words as they stand on the command line. */
    static <A extends Record> int run(Tool<A> tool, FakeContext context, String... words) throws Exception {
        return tool.run(read(tool, words), context);
    }

    /** What the words mean; what is wrong with them is an exception. */
    static <A extends Record> A read(Tool<A> tool, String... words) {
        Arguments<A> arguments = Arguments.of(tool.argumentsType());
        List<String> places = new ArrayList<>();
        for (Arguments.Argument argument : arguments.all()) {
            if (argument.component().isAnnotationPresent(Positional.class)) {
                places.add(argument.key());
            }
        }
        Map<String, List<String>> given = new LinkedHashMap<>();
        int place = 0;
        for (String word : words) {
            if (word.startsWith("--")) {
                int equals = word.indexOf('=');
                String key = (equals < 0 ? word.substring(2) : word.substring(2, equals)).replace('-', '_');
                given.put(key, List.of(equals < 0 ? "true" : word.substring(equals + 1)));
            } else {
                given.put(places.get(place++), List.of(word));
            }
        }
        Result<A> result = arguments.read(given);
        if (result instanceof Result.Rejected<A> rejected) {
            throw new IllegalArgumentException(
                    rejected.problems().stream().map(Problem::message).collect(Collectors.joining("; ")));
        }
        return ((Result.Read<A>) result).value();
    }
}
