package io.fieldpost.radio.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Temperature at the receiver, from a file that a driver of Linux gives: thousandths of a degree Celsius as text (hwmon, thermal zones, w1).
 *
 * <p>Threads: one of its own reads every {@value #EVERY_SECONDS} s, because reading a 1-wire sensor takes most of a second; whoever asks gets
 * what was read last.
 */
final class Thermometer implements AutoCloseable {
    private static final int EVERY_SECONDS = 10;
    private static final int LONGEST_TEXT = 32;
    private static final double LOWEST = -60;
    private static final double HIGHEST = 150;

    private final @Nullable ScheduledExecutorService reading;
    private volatile double celsius = Double.NaN;
    private volatile String trouble = "";

    private Thermometer(@Nullable ScheduledExecutorService reading) {
        this.reading = reading;
    }

    /** Begins to read, if there is a file. */
    static Thermometer of(@Nullable Path file, String threadName) {
        if (file == null) {
            return new Thermometer(null);
        }
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
        Thermometer thermometer = new Thermometer(executor);
        executor.scheduleWithFixedDelay(() -> thermometer.take(file), 0, EVERY_SECONDS, TimeUnit.SECONDS);
        return thermometer;
    }

    /** Reads once. */
    private void take(Path file) {
        try {
            celsius = read(file);
            trouble = "";
        } catch (IOException e) {
            celsius = Double.NaN;
            trouble = "the thermometer gives no temperature, " + e.getMessage() + ": " + file;
        }
    }

    /**
     * Reads a file.
     *
     * @return degrees Celsius
     * @throws IOException when there is no plausible temperature in it
     */
    static double read(Path file) throws IOException {
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(LONGEST_TEXT), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new IOException("it can't be read (" + e.getClass().getSimpleName() + ")", e);
        }
        double degrees = Double.NaN;
        try {
            degrees = Integer.parseInt(text) / 1000.0;
        } catch (NumberFormatException e) {
            // Told below.
        }
        if (!(degrees >= LOWEST && degrees <= HIGHEST)) {
            throw new IOException("'" + text + "' is not thousandths of a degree from " + (int) LOWEST + " to "
                    + (int) HIGHEST + " C");
        }
        return degrees;
    }

    /** Degrees Celsius; not-a-number while nobody knows. Any thread. */
    double celsius() {
        return celsius;
    }

    /** Why it gives none; empty when all is well. Any thread. */
    String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        if (reading != null) {
            reading.shutdownNow();
        }
    }
}
