package io.fieldpost.agent.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fieldpost call}. */
@Command(
        name = "call",
        description = {
            "Call one method of a machine, through the gateway that runs here. 通过本机网关调用设备的一个方法。",
            "Only what the source's list 'callable' names can be called, with arguments within the limits that stand there."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the machine has done it",
            "1:it was refused, or nobody knows what became of it, as printed",
            "2:the file or the command line is wrong, as printed"
        })
final class CallCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SOURCE", description = "Name of the source.")
    @SuppressWarnings("NullAway.Init")
    private String source;

    @Parameters(index = "1", paramLabel = "METHOD", description = "Name of the method, as it stands in 'callable'.")
    @SuppressWarnings("NullAway.Init")
    private String method;

    @Parameters(
            index = "2..*",
            paramLabel = "ARGUMENT",
            arity = "0..*",
            description = "Its arguments: numbers, true, false, or texts.")
    private List<String> arguments = List.of();

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private RunningAgent agent;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        return agent.ask(
                spec,
                source,
                call -> call.call(source, method, arguments, agent.isText()),
                answer -> source + "/" + method + "(" + String.join(", ", answer.asked()) + ")"
                        + (answer.outputs().isEmpty() ? "" : " gave " + String.join(", ", answer.outputs())));
    }
}
