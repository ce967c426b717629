package io.fieldpost.agent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fieldpost write}. */
@Command(
        name = "write",
        description = {
            "Write one value to a machine, through the gateway that runs here. 通过本机网关向设备写入一个值。",
            "Only what the source's list 'writable' names can be written, within the limits that stand there.",
            "A negative number stands behind '--':  fieldpost write press-1 offset -- -2.5"
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the machine has confirmed it",
            "1:it was refused, or nobody knows what became of it, as printed",
            "2:the file or the command line is wrong, as printed"
        })
final class WriteCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SOURCE", description = "Name of the source.")
    @SuppressWarnings("NullAway.Init")
    private String source;

    @Parameters(index = "1", paramLabel = "POINT", description = "Name of the point.")
    @SuppressWarnings("NullAway.Init")
    private String point;

    @Parameters(index = "2", paramLabel = "VALUE", description = "A number, true, false, or a text.")
    @SuppressWarnings("NullAway.Init")
    private String value;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private RunningAgent agent;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        String what = source + "/" + point;
        return agent.ask(
                spec,
                source,
                call -> call.write(source, point, value, agent.isText()),
                answer -> what + " = " + String.join("", answer.asked()));
    }
}
