package io.fieldpost.driver.gpio.pin;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One line in the kernel's old files (Documentation/admin-guide/gpio/sysfs), which belongs to one source of the process from opening to
 * closing. That a line is there already tells nothing: an agent that was killed leaves it so.
 */
final class LineFiles {
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();
    /** The kernel makes the files for root, and udev gives them to the group a moment later. */
    private static final int LONGEST_WAIT_MILLIS = 500;

    private static final int STEP_MILLIS = 5;

    private final Path directory;
    private final int number;
    private final Path line;

    private LineFiles(Path directory, int number) {
        this.directory = directory;
        this.number = number;
        this.line = directory.resolve("gpio" + number);
    }

    /**
     * Asks the kernel for a line.
     *
     * @param directory usually {@code /sys/class/gpio}
     * @param number the kernel's
     */
    static LineFiles open(Path directory, int number) throws IOException {
        LineFiles opened = new LineFiles(directory, number);
        if (!TAKEN.add(opened.line)) {
            throw new IOException("another source has it");
        }
        try {
            if (!Files.exists(opened.line)) {
                write(directory.resolve("export"), String.valueOf(number));
            }
            opened.awaitPermission();
            return opened;
        } catch (IOException | RuntimeException e) {
            TAKEN.remove(opened.line);
            throw e;
        }
    }

    private void awaitPermission() throws IOException {
        Path direction = line.resolve("direction");
        for (int waited = 0; waited < LONGEST_WAIT_MILLIS && !Files.isWritable(direction); waited += STEP_MILLIS) {
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
    }

    /** Makes it an output in one step, so that it never has the other level first. */
    void drive(boolean high) throws IOException {
        write(line.resolve("direction"), high ? "high" : "low");
    }

    void set(boolean high) throws IOException {
        write(line.resolve("value"), high ? "1" : "0");
    }

    /** Gives it back; what can't be given back is free for other sources all the same. */
    void close() {
        try {
            if (Files.exists(line)) {
                write(directory.resolve("unexport"), String.valueOf(number));
            }
        } catch (IOException e) {
            // The kernel keeps it until somebody else gives it back.
        } finally {
            TAKEN.remove(line);
        }
    }

    /** Into a file that is there; the kernel's can't be made. */
    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }
}
