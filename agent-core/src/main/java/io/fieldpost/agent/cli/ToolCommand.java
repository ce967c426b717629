package io.fieldpost.agent.cli;

import io.fieldpost.config.Arguments;
import io.fieldpost.config.Arguments.Argument;
import io.fieldpost.config.Problem;
import io.fieldpost.config.Result;
import io.fieldpost.driver.tool.Tool;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * A tool as a command: reads its words, complains about them as about a file, and runs it.
 *
 * @param <A> the tool's arguments
 */
final class ToolCommand<A extends Record> implements Callable<Integer> {
    private final Tool<A> tool;
    private final Arguments<A> arguments;
    private final Map<String, ArgSpec> specs = new LinkedHashMap<>();
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    ToolCommand(Tool<A> tool) {
        this.tool = tool;
        this.arguments = Arguments.of(tool.argumentsType());
        spec.name(tool.name());
        spec.mixinStandardHelpOptions(true);
        spec.versionProvider(new Version());
        spec.usageMessage()
                .description(
                        tool.description().stream().map(ToolArguments::plain).toArray(String[]::new))
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes());
        int place = 0;
        for (Argument argument : arguments.all()) {
            boolean isPositional = ToolArguments.isPositional(argument);
            ArgSpec made = isPositional ? ToolArguments.positional(argument, place++) : ToolArguments.option(argument);
            specs.put(argument.key(), made);
            spec.add(made);
        }
    }

    CommandSpec spec() {
        return spec;
    }

    private Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        for (String line : tool.exitCodes()) {
            int colon = line.indexOf(':');
            codes.put(line.substring(0, colon), ToolArguments.plain(line.substring(colon + 1)));
        }
        return codes;
    }

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        Result<A> read = arguments.read(given(command.getParseResult()));
        if (read instanceof Result.Rejected<A> rejected) {
            return refuse(rejected.problems(), command.getErr());
        }
        A values = ((Result.Read<A>) read).value();
        return new ToolRun(command.getOut(), command.getErr()).run(tool, values);
    }

    private Map<String, List<String>> given(ParseResult parsed) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        specs.forEach((key, argument) -> {
            if (parsed.matchedArgs().contains(argument)) {
                given.put(key, argument.stringValues());
            }
        });
        return given;
    }

    private int refuse(List<Problem> problems, PrintWriter err) {
        for (Problem problem : problems) {
            err.println("fieldpost: " + named(problem.path()) + problem.message());
        }
        err.println("Help: " + spec.qualifiedName() + " --help");
        err.flush();
        return ExitCode.CONFIGURATION;
    }

    /** {@code --cell-width: }, or {@code BAND: }; nothing for what concerns several. */
    private String named(String path) {
        int bracket = path.indexOf('[');
        ArgSpec argument = specs.get(bracket < 0 ? path : path.substring(0, bracket));
        if (argument == null) {
            return "";
        }
        return (argument instanceof CommandLine.Model.OptionSpec option ? option.longestName() : argument.paramLabel())
                + ": ";
    }
}
