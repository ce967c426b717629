package io.fieldpost.agent.cli;

import io.fieldpost.driver.tool.RunningGateway;
import io.fieldpost.driver.tool.Tool;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.driver.tool.ToolException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** One run of a tool, from its words to its exit code. Ctrl-C and SIGTERM let it end by itself, and then end the process with its code. */
final class ToolRun implements ToolContext {
    /** How long a tool may take to end when it was asked to. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 20;
    private static final int MOST_WIDTH = 1_000;

    private final PrintWriter out;
    private final PrintWriter err;
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Runnable> actions = new ArrayList<>();
    private volatile int exitCode = ExitCode.FAILED;

    ToolRun(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Runs a tool, and prints why it could not go on. */
    <A extends Record> int run(Tool<A> tool, A arguments) {
        // A log that is opened only when the process ends can't be opened any more.
        Logger.debug("{} runs", tool.name());
        Thread last = new Thread(this::endProcess, "end-of-tool");
        Runtime.getRuntime().addShutdownHook(last);
        try {
            exitCode = outcome(tool, arguments);
        } finally {
            out.flush();
            err.flush();
            ended.countDown();
            withoutHook(last);
        }
        return exitCode;
    }

    private <A extends Record> int outcome(Tool<A> tool, A arguments) {
        try {
            return tool.run(arguments, this);
        } catch (ToolException e) {
            err.println("fieldpost: " + Words.of(e));
            return e.isConfiguration() ? ExitCode.CONFIGURATION : ExitCode.FAILED;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            Logger.debug(e, "{} failed", tool.name());
            err.println("fieldpost: " + Words.of(e));
            return ExitCode.FAILED;
        }
    }

    private void withoutHook(Thread last) {
        try {
            Runtime.getRuntime().removeShutdownHook(last);
        } catch (IllegalStateException endsAlready) {
            Logger.debug("the process ends");
        }
    }

    private void endProcess() {
        interrupt();
        try {
            if (ended.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(exitCode);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the tool to end. Any thread. */
    void interrupt() {
        List<Runnable> all;
        synchronized (actions) {
            interrupted.countDown();
            all = List.copyOf(actions);
            actions.clear();
        }
        all.forEach(Runnable::run);
    }

    @Override
    public PrintWriter out() {
        return out;
    }

    @Override
    public PrintWriter err() {
        return err;
    }

    @Override
    public int width() {
        return width(System.getenv("COLUMNS"));
    }

    static int width(@Nullable String columns) {
        if (columns == null || !columns.matches("[0-9]{1,5}")) {
            return USUAL_WIDTH;
        }
        return Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, Integer.parseInt(columns)));
    }

    @Override
    public boolean interactive() {
        return DoctorCommand.isTerminal(System.console());
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public boolean interrupted() {
        return interrupted.getCount() == 0;
    }

    @Override
    public boolean pause(Duration time) {
        try {
            return !interrupted.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void onInterrupt(Runnable then) {
        synchronized (actions) {
            if (!interrupted()) {
                actions.add(then);
                return;
            }
        }
        then.run();
    }

    @Override
    public RunningGateway gateway(Path file) throws ToolException {
        return ToolGateway.of(file, err);
    }
}
