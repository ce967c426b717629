package io.fieldpost.driver.gpio;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.Writable;
import io.fieldpost.driver.gpio.pin.LineProvider;
import io.fieldpost.driver.gpio.sensor.SensorException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A board's own pins. Polled, because most of what hangs on them has to be asked (sensors, outputs) and a value an edge would make a
 * bouncing contact a flood; edges are not missed for that: they feed counters and latches between two readings, on a thread of the
 * library's.
 *
 * <p>A pin or sensor that fails makes its own points bad. The board as a whole can't be lost, so once opened only a reading in which
 * nothing but lines is asked for, and no line can be had, ends the session.
 */
final class GpioDriver implements PolledDriver, Writable {
    private static final String BOARD = "board";
    private static final String COUNTERS = "counters";

    private final DriverContext context;
    private final BoardAccess access;
    private final GpioSettings settings;
    private final PointRemarks remarks;
    private final NumberBook book;

    // From open to close.
    private @Nullable ProviderChoice choice;
    private @Nullable Circuit circuit;
    private @Nullable Channels channels;

    GpioDriver(GpioSettings settings, DriverContext context, BoardAccess access) {
        this.settings = settings;
        this.context = context;
        this.access = access;
        this.remarks = new PointRemarks(context);
        this.book = new NumberBook(context.directory(), settings.keepCountersEvery());
    }

    @Override
    public void open() throws DriverException {
        BoardFiles board = access.board();
        ProviderChoice chosen = ProviderChoice.of(settings, board);
        if (chosen.provider() == null && !board.hasAnything()) {
            throw new DriverException(
                    Reason.UNREACHABLE,
                    chosen.why()
                            + "; nor has it I2C, SPI, 1-wire or LEDs: run this source on a board that has what it names");
        }
        remarks.tell(BOARD, "", chosen.why());
        Instant now = context.clock().instant();
        try {
            remarks.tell(COUNTERS, "", book.load(now));
        } catch (IOException e) {
            remarks.tell(COUNTERS, "", "the counters' values can't be read, so they begin at 0: " + e);
        }
        Circuit opened = new Circuit(
                board,
                () -> access.lines(lineProvider(chosen)),
                access.chips(),
                book,
                access.nanoTime(),
                access.pause());
        choice = chosen;
        circuit = opened;
        channels = new Channels(opened);
    }

    private static LineProvider lineProvider(ProviderChoice choice) throws DriverException {
        if (choice.provider() == null) {
            throw new DriverException(Reason.UNREACHABLE, choice.why());
        }
        return choice.provider();
    }

    @Override
    public List<Measurement> read(List<Point> points) throws DriverException {
        Circuit going = circuit;
        Channels known = channels;
        if (going == null || known == null || choice == null) {
            throw new DriverException(Reason.UNREACHABLE, "the board is not open");
        }
        if (choice.provider() == null && !points.isEmpty() && points.stream().allMatch(known::isOfLine)) {
            throw new DriverException(Reason.UNREACHABLE, choice.why());
        }
        going.beginRound();
        List<Measurement> measurements = new ArrayList<>(points.size());
        for (Point point : points) {
            measurements.add(measure(point, known));
        }
        keep(going);
        return measurements;
    }

    private Measurement measure(Point point, Channels known) {
        Instant now = context.clock().instant();
        try {
            Channel.Reading reading = known.of(point.address(), now).read();
            remarks.tell(point.name(), "", reading.remark());
            Instant read = context.clock().instant();
            return new Measurement(point, reading.value(), reading.quality(), read, read);
        } catch (SensorException e) {
            return bad(point, e.quality(), e.fact());
        } catch (DriverException e) {
            return bad(point, quality(e.reason()), String.valueOf(e.getMessage()));
        }
    }

    private Measurement bad(Point point, Quality quality, String fact) {
        remarks.tell(point.name(), "", fact);
        return Measurement.bad(point, quality, context.clock().instant());
    }

    private static Quality quality(Reason reason) {
        return switch (reason) {
            case CONFIGURATION -> Quality.BAD_CONFIGURATION;
            case REFUSED -> Quality.BAD_ADDRESS_UNKNOWN;
            case TIMEOUT -> Quality.BAD_TIMEOUT;
            case PROTOCOL -> Quality.BAD_DEVICE_FAILURE;
            case UNREACHABLE -> Quality.BAD_NOT_CONNECTED;
        };
    }

    /** Keeps the counters, and tells of inputs that bounce. */
    private void keep(Circuit going) {
        for (WatchedInput input : going.inputs()) {
            book.note(NumberBook.Kind.COUNTER, input.line(), input.count());
            remarks.tell("line " + input.line(), "", input.complaint());
        }
        try {
            book.save(context.clock().instant());
            remarks.tell(COUNTERS, "writing", "");
        } catch (IOException e) {
            remarks.tell(
                    COUNTERS,
                    "writing",
                    "the counters' values can't be kept, so they may fall with the next start: " + e);
        }
    }

    @Override
    public DeviceStatus write(Point point, Value value) throws DriverException {
        Channels known = channels;
        if (known == null) {
            throw new DriverException(Reason.UNREACHABLE, "the board is not open");
        }
        DeviceStatus status =
                known.of(point.address(), context.clock().instant()).write(value);
        try {
            book.save(context.clock().instant());
        } catch (IOException e) {
            remarks.tell(COUNTERS, "writing", "what was written can't be kept for the next start: " + e);
        }
        return status;
    }

    @Override
    public void close() {
        // The library waits for its threads, which a thread that is interrupted, as the one of a driver that is cut off
        // may be, can't.
        boolean interrupted = Thread.interrupted();
        Circuit going = circuit;
        circuit = null;
        channels = null;
        try {
            if (going != null) {
                going.closeOutputs();
                noteTheLast(going);
            }
            book.close(context.clock().instant());
        } catch (IOException e) {
            // Told when it first failed.
        } finally {
            // The library waits for a thread of each input, longer perhaps than there is time.
            if (going != null) {
                going.close();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void noteTheLast(Circuit going) {
        going.beginRound();
        going.inputs().forEach(input -> book.note(NumberBook.Kind.COUNTER, input.line(), input.count()));
    }
}
