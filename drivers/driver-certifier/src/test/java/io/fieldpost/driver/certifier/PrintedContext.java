package io.fieldpost.driver.certifier;

import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.tool.RunningGateway;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.driver.tool.ToolException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A tool's surroundings without a terminal or an agent. */
final class PrintedContext implements ToolContext {
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);
    private final ManualClock clock = new ManualClock();

    String printed() {
        out.flush();
        return text.toString();
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
        return false;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public boolean interrupted() {
        return false;
    }

    @Override
    public boolean pause(Duration time) {
        return true;
    }

    @Override
    public void onInterrupt(Runnable then) {}

    @Override
    public RunningGateway gateway(Path file) throws ToolException {
        throw ToolException.failed("no agent runs here");
    }
}
