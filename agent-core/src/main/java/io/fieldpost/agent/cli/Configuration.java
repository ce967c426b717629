package io.fieldpost.agent.cli;

import io.fieldpost.agent.Drivers;
import io.fieldpost.agent.GatewayFile;
import io.fieldpost.config.Problem;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Reads a gateway's file for a command, and prints everything that is wrong with it. */
final class Configuration {
    static Result<GatewayConfig> read(Path file, Drivers drivers) {
        return new GatewayFile(drivers).read(file);
    }

    /** One line each, and how many there are. */
    static void print(List<Problem> problems, Path file, PrintWriter err) {
        problems.forEach(err::println);
        err.println(problems.size() == 1 ? "1 problem in " + file : problems.size() + " problems in " + file);
        err.flush();
    }

    private Configuration() {}
}
