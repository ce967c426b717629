package io.fieldpost.radio.tool;

import io.fieldpost.driver.Value;
import io.fieldpost.driver.tool.RunningGateway;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.driver.tool.ToolException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A terminal of 80 columns on which nobody looks, unless told otherwise; the clock stands; the gateway answers what a test says. */
final class FakeContext implements ToolContext {
    private final StringWriter printed = new StringWriter();
    private final PrintWriter out = new PrintWriter(printed);
    final List<String> asked = new ArrayList<>();
    Value.Record answer = new Value.Record(Map.of());
    boolean interactive;
    /** How often {@link #interrupted} says no. */
    int patience = Integer.MAX_VALUE;

    String text() {
        out.flush();
        return printed.toString();
    }

    @Override
    public PrintWriter out() {
        return out;
    }

    @Override
    public PrintWriter err() {
        return out;
    }

    @Override
    public int width() {
        return 80;
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.fixed(Instant.parse("2026-05-01T08:00:00Z"));
    }

    @Override
    public boolean interrupted() {
        return patience-- <= 0;
    }

    @Override
    public boolean pause(Duration time) {
        return !interrupted();
    }

    @Override
    public void onInterrupt(Runnable then) {
        // Tests interrupt by patience alone.
    }

    @Override
    public RunningGateway gateway(Path file) throws ToolException {
        return (source, operation, arguments) -> {
            asked.add(file + " " + source + " " + operation + " " + arguments.fields());
            return answer;
        };
    }
}
