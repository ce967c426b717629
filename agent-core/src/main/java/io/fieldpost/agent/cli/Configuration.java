package io.fieldpost.agent.cli;

import io.fieldpost.agent.Drivers;
import io.fieldpost.agent.GatewayFile;
import io.fieldpost.agent.plugin.Plugins;
import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Problem;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.config.gateway.PluginSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a gateway's file for a command, and prints everything that is wrong with it. */
final class Configuration {
    static Result<GatewayConfig> read(Path file, Drivers drivers) {
        return new GatewayFile(drivers).read(file);
    }

    /** The built-in drivers, and those of the plug-ins that the file asks for; what is not loaded is printed, one line each. */
    static Drivers drivers(Path file, PrintWriter err) {
        Plugins plugins = plugins(file).orElse(null);
        if (plugins == null) {
            return Drivers.onClassPath();
        }
        plugins.refresh();
        plugins.refused().forEach(line -> err.println("fieldpost: " + line));
        Drivers drivers = Drivers.onClassPath().with(plugins.loaded(), line -> err.println("fieldpost: " + line));
        err.flush();
        return drivers;
    }

    /** Those that a file asks for; nothing where it can't say it. */
    static Optional<Plugins> plugins(Path file) {
        return ConfigReader.of(Map.of())
                .section(file, "plugins", PluginSettings.class)
                .map(Plugins::new);
    }

    /** One line each, and how many there are. */
    static void print(List<Problem> problems, Path file, PrintWriter err) {
        problems.forEach(err::println);
        err.println(problems.size() == 1 ? "1 problem in " + file : problems.size() + " problems in " + file);
        err.flush();
    }

    private Configuration() {}
}
