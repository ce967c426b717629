package io.fieldpost.agent.cli;

import io.fieldpost.config.Arguments.Argument;
import io.fieldpost.driver.tool.Positional;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What picocli is to know of a tool's arguments: names, places, help. Words are read later, as those of a file are. */
final class ToolArguments {
    private static final int MOST_CHOICES_IN_LABEL = 4;

    private ToolArguments() {}

    static boolean isPositional(Argument argument) {
        return argument.component().isAnnotationPresent(Positional.class);
    }

    static ArgSpec positional(Argument argument, int place) {
        return PositionalParamSpec.builder()
                .index(argument.isList() ? place + "..*" : String.valueOf(place))
                .arity(argument.isRequired() ? "1" : argument.isList() ? "0..*" : "0..1")
                .required(argument.isRequired())
                .paramLabel(argument.key().toUpperCase(Locale.ROOT))
                .type(type(argument))
                .auxiliaryTypes(String.class)
                .description(help(argument))
                .build();
    }

    static ArgSpec option(Argument argument) {
        OptionSpec.Builder builder = OptionSpec.builder("--" + argument.key().replace('_', '-'))
                .required(argument.isRequired())
                .description(help(argument));
        if (argument.isFlag()) {
            return builder.type(boolean.class).arity("0").build();
        }
        return builder.type(type(argument))
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label(argument))
                .build();
    }

    private static Class<?> type(Argument argument) {
        return argument.isList() ? List.class : String.class;
    }

    private static String label(Argument argument) {
        if (!argument.choices().isEmpty() && argument.choices().size() <= MOST_CHOICES_IN_LABEL) {
            return String.join("|", argument.choices());
        }
        String kind = argument.kind().equals("whole number") ? "n" : argument.kind();
        return kind.substring(kind.lastIndexOf(' ') + 1).toUpperCase(Locale.ROOT);
    }

    /** {@code Width of one cell, such as 10kHz; 1Hz to 1MHz; default: 25kHz.} */
    private static String help(Argument argument) {
        String sentence = argument.sentence();
        StringBuilder help =
                new StringBuilder(sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence);
        if (!argument.example().isEmpty()) {
            help.append(", such as ").append(argument.example());
        }
        boolean choicesInLabel = !isPositional(argument) && argument.choices().size() <= MOST_CHOICES_IN_LABEL;
        if (!argument.choices().isEmpty() && !argument.isFlag() && !choicesInLabel) {
            help.append("; one of ").append(String.join(", ", argument.choices()));
        }
        if (!argument.limits().isEmpty()) {
            help.append("; ").append(argument.limits());
        }
        if (!argument.absent().isEmpty() && !argument.isFlag()) {
            help.append("; default: ").append(argument.absent());
        }
        return plain(help.append(argument.isList() ? "; may be given several times." : ".")
                .toString());
    }

    /** A text in which picocli finds nothing to replace. */
    static String plain(String text) {
        return text.replace("%", "%%").replace("${", "$${").replace("@|", "@ |");
    }
}
