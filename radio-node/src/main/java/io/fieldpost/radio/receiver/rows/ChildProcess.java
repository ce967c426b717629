package io.fieldpost.radio.receiver.rows;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program that was started to read its output. Two threads: one hands its output over, one keeps the last of what it complains. {@link
 * #close} ends it, politely first.
 */
final class ChildProcess implements AutoCloseable {
    private static final long POLITE_MILLIS = 500;
    private static final long END_MILLIS = 2000;

    private final Process process;
    private final Thread output;
    private final Thread errors;
    private final LastLines complaints = new LastLines();

    private ChildProcess(Process process, String threadName, Consumer<ChildProcess> reader) {
        this.process = process;
        output = thread(threadName + "-rows", () -> reader.accept(this));
        errors = thread(threadName + "-errors", () -> complaints.read(process.getErrorStream()));
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts a program, then a thread that reads.
     *
     * @throws DriverException {@code CONFIGURATION} when there is no such program
     */
    static ChildProcess start(List<String> words, String threadName, Consumer<ChildProcess> reader)
            throws DriverException {
        Process process;
        try {
            process = new ProcessBuilder(words).start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "program can't be started, " + e.getMessage()
                            + "; check that it is installed and the command line is right: " + words.get(0),
                    e);
        }
        ChildProcess child = new ChildProcess(process, threadName, reader);
        child.errors.start();
        child.output.start();
        return child;
    }

    /** What it prints. */
    InputStream output() {
        return process.getInputStream();
    }

    /** Waits a little for the end, and tells how it was and what was complained of last. */
    String awaitEnd() {
        try {
            if (!process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS)) {
                return "closed its output and goes on running";
            }
            errors.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "was to be ended";
        }
        String last = complaints.text();
        return "ended with status " + process.exitValue() + (last.isEmpty() ? ", without a word" : ", saying: " + last);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(POLITE_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            output.join(END_MILLIS);
            errors.join(END_MILLIS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
