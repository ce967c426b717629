package io.fieldpost.agent.plugin.process;

import io.fieldpost.config.gateway.PluginProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * A child that is a process of the agent's own Java and class path, see {@link JavaCommand}. It has a directory of its own for temporary files, into
 * which vendors unpack native libraries: whatever way it ends, nothing of them is left. Threads: one that copies what it writes to the log.
 */
final class JavaChild implements Child {
    private static final String DIRECTORY = "fieldpost-process-";
    private static final long JOIN_MILLIS = 1000;

    private final Process process;
    private final Path temporary;
    private final Thread log;
    private final PluginProcess settings;

    private JavaChild(Process process, Path temporary, PluginProcess settings, String source) {
        this.process = process;
        this.temporary = temporary;
        this.settings = settings;
        String name = "plug-in " + settings.plugin() + " (source " + source + ")";
        log = new PipeThread("source-" + source + "-log", () -> new ChildLog(name).copy(process.getErrorStream()));
        log.start();
    }

    /** Starts one. */
    static JavaChild start(PluginProcess settings, String source) throws IOException {
        Path temporary = Files.createTempDirectory(DIRECTORY);
        try {
            ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(settings.memory(), temporary));
            JavaCommand.reduce(builder.environment());
            return new JavaChild(builder.start(), temporary, settings, source);
        } catch (IOException e) {
            remove(temporary);
            throw e;
        }
    }

    @Override
    public InputStream output() {
        return process.getInputStream();
    }

    @Override
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public void kill() {
        process.destroyForcibly();
    }

    /** For tests, and for whoever looks for it in the system. */
    long pid() {
        return process.pid();
    }

    @Override
    public String awaitEnd(long millis) {
        boolean interrupted = false;
        boolean ended = false;
        try {
            ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (!ended) {
            process.destroyForcibly();
        }
        try {
            // Nothing withstands that signal but a wait in the system that does not end, and then nobody should wait
            // with it.
            ended = process.waitFor(JOIN_MILLIS, TimeUnit.MILLISECONDS);
            log.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        remove(temporary);
        return ended ? how(process.exitValue()) : "could not be ended";
    }

    /** What an exit status means. Java gives 128 and the number for a signal. */
    private String how(int status) {
        return switch (status) {
            case 0 -> "ended by itself";
            case 1 -> "ended itself with status 1, as Java does when native code crashes; see the log before this";
            // Java's -XX:+ExitOnOutOfMemoryError.
            case 3 ->
                "ran out of its " + settings.memory() + " of heap, or ended itself with status 3; give it more in"
                        + " plugins.processes if this comes again";
            case 137 -> "was killed (signal 9), by somebody or by the system for lack of memory";
            default ->
                status > 128 && status < 160
                        ? "died of signal " + (status - 128) + ", which is a mistake in its native code"
                        : "ended itself with status " + status;
        };
    }

    /** Deletes a child's directory for temporary files, and no other. */
    static void remove(Path directory) {
        if (!String.valueOf(directory.getFileName()).startsWith(DIRECTORY)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            if (Files.exists(directory)) {
                Logger.debug(e, "{} of a plug-in's process stays", directory);
            }
        }
    }
}
