package io.fieldpost.agent.cli;

import io.fieldpost.agent.inspect.Verification;
import io.fieldpost.agent.store.StoreReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fieldpost store verify}. */
@Command(
        name = "verify",
        description = {
            "Read every record of a store, and list every damage: the file, its bytes, the numbers missing.",
            "'reported as lost' is what the centre was told or will be; 'new' is what the agent has not met yet: it reports it when"
                    + " it does."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the store is whole",
            "1:it is damaged, as printed",
            "4:the directory is no store, or can't be read, as printed"
        })
final class StoreVerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIRECTORY", description = "The store's directory: store.path in the gateway's file.")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        return StoreCommand.run(spec, () -> {
            boolean whole = Verification.of(StoreReader.open(directory), out::println);
            out.flush();
            return whole ? ExitCode.OK : ExitCode.FAILED;
        });
    }
}
