package io.fieldpost.agent.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses numbers on the command line that nothing can be done with. */
final class Limits {
    /** @throws ParameterException when the number is below 0 or above {@code highest} */
    static void check(CommandSpec spec, String option, int number, int highest) {
        if (number < 0 || number > highest) {
            String allowed = highest == Integer.MAX_VALUE ? "0 or more" : "0 to " + highest;
            throw new ParameterException(spec.commandLine(), option + ": found " + number + "; allowed: " + allowed);
        }
    }

    private Limits() {}
}
