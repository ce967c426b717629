package io.fieldpost.agent.cli;

import io.fieldpost.agent.Agent;
import io.fieldpost.agent.Drivers;
import io.fieldpost.agent.plugin.PluginWatch;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fieldpost run}. */
@Command(
        name = "run",
        description = "Run a gateway until the process is asked to stop (SIGTERM or Ctrl-C).",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:the store could not be opened, as printed; another start may help",
            "2:the file is wrong, as printed",
            "4:the store's directory can't be used, as printed",
            "130, 143:it was asked to stop, and did"
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The gateway's YAML file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        int started = start();
        if (started == ExitCode.OK) {
            // The process ends by a signal, through the shutdown hook.
            new CountDownLatch(1).await();
        }
        return started;
    }

    private static void stop(@Nullable PluginWatch plugins, Agent agent) {
        if (plugins != null) {
            plugins.close();
        }
        agent.close();
    }

    /** A method of its own, so that the file as it was written does not stay in memory. */
    private int start() {
        PluginWatch plugins = Configuration.plugins(file)
                .map(found -> new PluginWatch(file, found))
                .orElse(null);
        Drivers drivers = plugins == null ? Drivers.onClassPath() : plugins.drivers();
        Result<GatewayConfig> result = Configuration.read(file, drivers);
        PrintWriter err = spec.commandLine().getErr();
        if (result instanceof Result.Rejected<GatewayConfig> rejected) {
            Configuration.print(rejected.problems(), file, err);
            return ExitCode.CONFIGURATION;
        }
        try {
            GatewayConfig config = ((Result.Read<GatewayConfig>) result).value();
            Agent agent = Agent.start(config, drivers, Version.text());
            if (plugins != null) {
                plugins.start(agent, config, drivers);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(plugins, agent), "stop"));
            Logger.info("fieldpost {} runs {}", Version.text(), agent);
        } catch (StoreException e) {
            err.println("fieldpost: " + e.getMessage());
            return e.reason() == StoreException.Reason.NOT_OURS ? ExitCode.STORE : ExitCode.FAILED;
        }
        return ExitCode.OK;
    }
}
