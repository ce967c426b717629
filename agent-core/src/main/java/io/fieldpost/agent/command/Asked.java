package io.fieldpost.agent.command;

import io.fieldpost.driver.Value;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody asked for, as it is told to the centre.
 *
 * @param by who asked
 * @param operation {@code write}, {@code call} or {@code operate}
 * @param target name of the point, the method or the operation
 * @param values the value, or the arguments
 * @param time when, by the gateway's clock
 */
record Asked(String by, String operation, String source, String target, List<Value> values, Instant time) {
    private static final int LONGEST_LINE = 300;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** In one line, without the values: {@code write of press-1/barrel_setpoint by user root}. */
    @Override
    public String toString() {
        return printable(operation + " of " + source + "/" + target + " by " + by);
    }

    /** What was asked is a stranger's text, and a log has one line for it. */
    private static String printable(String text) {
        String start = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "…" : text;
        return CONTROL.matcher(start).replaceAll("?");
    }
}
