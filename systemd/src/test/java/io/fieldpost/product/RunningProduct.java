package io.fieldpost.product;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The assembled product as a process of its own: what it prints, how it ends. */
final class RunningProduct implements AutoCloseable {
    /** The checkout that the product was assembled in. */
    static final Path ROOT = Installation.DISTRIBUTION.resolve("../../..").normalize();

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    /** What {@code ./fieldpost demo} gives the one Java that broker, machine and receiver share with the agent. */
    private static final String ROOM_FOR_DEMO = "-Xmx256m -XX:MaxMetaspaceSize=192m -XX:ReservedCodeCacheSize=64m ";

    private final Process process;
    private final List<Thread> readers = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    private RunningProduct(Process process) {
        this.process = process;
        readers.add(reading(process.getInputStream(), false));
        readers.add(reading(process.getErrorStream(), true));
    }

    /** Starts {@code fieldpost ARGUMENTS} as it is installed, with a temporary directory of its own. */
    static RunningProduct start(Path temporary, String... arguments) throws IOException {
        return new RunningProduct(builder(temporary, "", arguments).start());
    }

    /** Starts {@code fieldpost demo ARGUMENTS} with what the demonstration adds. */
    static RunningProduct startDemo(Path temporary, String... arguments) throws IOException {
        ProcessBuilder builder = builder(temporary, ROOM_FOR_DEMO, "demo");
        builder.command().addAll(List.of(arguments));
        builder.environment().put("FIELDPOST_EXTRA_LIB", Installation.DEMO_LIB.toString());
        return new RunningProduct(builder.start());
    }

    /** Runs {@code fieldpost ARGUMENTS} to its end. */
    static RunningProduct run(Path temporary, String... arguments) throws IOException, InterruptedException {
        RunningProduct product = start(temporary, arguments);
        product.awaitEnd();
        return product;
    }

    private static ProcessBuilder builder(Path temporary, String javaOptions, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Installation.LAUNCHER.toString());
        builder.command().addAll(List.of(arguments));
        builder.directory(temporary.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FIELDPOST_"));
        builder.environment()
                .put("FIELDPOST_CACHE", Installation.preparedCache().toString());
        builder.environment().put("FIELDPOST_JAVA_OPTS", javaOptions + "-Djava.io.tmpdir=" + scratch(temporary));
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    /** Where a product that was started with {@code temporary} makes its temporary files. */
    static Path scratch(Path temporary) throws IOException {
        return Files.createDirectories(temporary.resolve("tmp"));
    }

    /** What it has printed so far, standard output and errors together, in the order of arrival. */
    List<String> output() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** What it has printed so far on standard error. */
    List<String> errors() {
        synchronized (lines) {
            return List.copyOf(errors);
        }
    }

    /** All that it has printed so far, as one text. */
    String text() {
        return String.join("\n", output());
    }

    /** Waits, bounded, for a line, and returns the first. */
    String awaitLine(Predicate<String> wanted) throws InterruptedException {
        return awaitLines(1, wanted).get(0);
    }

    /** Waits, bounded, for so many lines, and returns the first of them. */
    List<String> awaitLines(int count, Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> found = new ArrayList<>();
        int looked = 0;
        synchronized (lines) {
            while (true) {
                for (; looked < lines.size() && found.size() < count; looked++) {
                    if (wanted.test(lines.get(looked))) {
                        found.add(lines.get(looked));
                    }
                }
                if (found.size() == count) {
                    return found;
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || readers.stream().noneMatch(Thread::isAlive)) {
                    throw new AssertionError("the awaited line did not come; printed was:\n" + text());
                }
                lines.wait(Math.min(left, 200));
            }
        }
    }

    /** Waits, bounded, for the process to end, and returns its exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("did not end; printed was:\n" + text());
        }
        for (Thread reader : readers) {
            reader.join(PATIENCE.toMillis());
        }
        return process.exitValue();
    }

    /** Whether the process is there. */
    boolean runs() {
        return process.isAlive();
    }

    /** SIGTERM, as a service manager ends a service; what it prints then is still read. */
    void stop() {
        process.toHandle().destroy();
    }

    /** SIGINT, as Ctrl-C does. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private Thread reading(InputStream stream, boolean complaints) {
        Thread reader = new Thread(() -> read(stream, complaints), "product-output");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    private void read(InputStream stream, boolean complaints) {
        try (BufferedReader out = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    if (complaints) {
                        errors.add(line);
                    }
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
