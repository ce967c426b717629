package io.fieldpost.agent.cli;

import io.fieldpost.agent.inspect.InspectionJson;
import io.fieldpost.agent.inspect.InspectionText;
import io.fieldpost.agent.store.StoreInspection;
import io.fieldpost.agent.store.StoreReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fieldpost store inspect}. */
@Command(
        name = "inspect",
        description = {
            "Say what a store holds: streams, numbers, times, what each destination has, what was lost.",
            "It reads no more than the store's own start does, so it takes no longer for a large one."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "4:the directory is no store, or can't be read, as printed"})
final class StoreInspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIRECTORY", description = "The store's directory: store.path in the gateway's file.")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        return StoreCommand.run(spec, () -> {
            StoreInspection store = StoreReader.open(directory).inspect();
            PrintWriter out = spec.commandLine().getOut();
            out.print(json ? InspectionJson.of(store) + System.lineSeparator() : InspectionText.of(store));
            out.flush();
            return ExitCode.OK;
        });
    }
}
