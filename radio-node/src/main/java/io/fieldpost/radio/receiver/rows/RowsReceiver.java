package io.fieldpost.radio.receiver.rows;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.receiver.PanoramaReceiver;
import io.fieldpost.radio.receiver.ProgramAddress;
import io.fieldpost.radio.receiver.RowQueue;
import io.fieldpost.radio.receiver.RowsAddress;
import io.fieldpost.radio.receiver.RowsSourceAddress;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Rows of rtl_power, hackrf_sweep, soapy_power or rtl_power_fftw, from a file or from a program that it starts. None of these is calibrated: levels
 * are dBFS of whatever gain the program was told, comparable with themselves only.
 *
 * <p>Threads: none for a file, which is read by whoever takes rows and so is never ahead of them. For a program, one reads its output and one
 * its complaints. A program that ends is an error that says what it complained of last; it is started again by making a new receiver.
 */
public final class RowsReceiver implements PanoramaReceiver {
    private final RowsSourceAddress source;
    /** For messages: a program without its arguments, which may be long. */
    private final String name;

    private final RowFormat format;
    private final String threadName;
    private final ZoneId zone;
    private final InstantSource clock;
    private final RowQueue queue = new RowQueue();
    private @Nullable InputStream file;
    private @Nullable ChildProcess child;
    private volatile @Nullable RowReader reader;

    /**
     * Touches nothing yet.
     *
     * @param threadName of the threads that read a program
     * @param zone of the times in the rows
     * @param clock for rows without a time
     */
    public RowsReceiver(
            RowsSourceAddress source, RowFormat format, String threadName, ZoneId zone, InstantSource clock) {
        this.source = source;
        name = source instanceof ProgramAddress program
                ? "program:" + program.words().get(0)
                : source.toString();
        this.format = format;
        this.threadName = threadName;
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public String open() throws DriverException {
        if (source instanceof RowsAddress wanted) {
            openFile(wanted.path());
            return wanted.path().toString();
        }
        ProgramAddress program = (ProgramAddress) source;
        child = ChildProcess.start(program.words(), threadName, this::pump);
        return program.words().get(0);
    }

    private void openFile(Path path) throws DriverException {
        try {
            InputStream opened = Files.newInputStream(path);
            file = opened;
            reader = format.open(opened, zone, clock);
        } catch (IOException e) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "file of rows can't be read, " + e + "; check the path and its permissions: " + name,
                    e);
        }
    }

    /** The output thread of a program: until it ends. */
    private void pump(ChildProcess running) {
        try {
            RowReader rows = format.open(running.output(), zone, clock);
            reader = rows;
            for (SpectrumRow row = rows.next(); row != null; row = rows.next()) {
                queue.offer(row);
            }
        } catch (IOException e) {
            // The pipe of a program that is gone; how it ended is told next.
        }
        queue.end(new DriverException(
                Reason.UNREACHABLE,
                "program " + running.awaitEnd() + complaint()
                        + "; check its command line and that the receiver is plugged in: " + name));
    }

    private String complaint() {
        RowReader rows = reader;
        return rows == null || rows.refusals().count() == 0
                ? ""
                : "; " + rows.refusals().count() + " pieces of its output were refused, the last: "
                        + rows.refusals().last();
    }

    @Override
    public @Nullable SpectrumRow take(Duration patience) throws DriverException, InterruptedException {
        if (file == null) {
            return queue.take(
                    patience,
                    () -> new DriverException(
                            Reason.TIMEOUT,
                            "no row for " + patience.toMillis() + " ms" + complaint()
                                    + "; check that the program prints to its standard output: " + name));
        }
        RowReader rows = reader;
        if (rows == null) {
            throw new IllegalStateException("not open: " + name);
        }
        try {
            return rows.next();
        } catch (IOException e) {
            throw new DriverException(Reason.UNREACHABLE, "file of rows can't be read on, " + e + ": " + name, e);
        }
    }

    /** Lines and records that were refused, and rows of a program that nobody fetched. Any thread. */
    @Override
    public long dropped() {
        RowReader rows = reader;
        return queue.dropped() + (rows == null ? 0 : rows.refusals().count());
    }

    /** Why a piece was refused last, with its place; empty when none was. Any thread. */
    public String lastRefusal() {
        RowReader rows = reader;
        return rows == null ? "" : rows.refusals().last();
    }

    @Override
    public void close() {
        if (child != null) {
            child.close();
        }
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                // Nothing was written, so nothing is lost.
            }
        }
    }
}
