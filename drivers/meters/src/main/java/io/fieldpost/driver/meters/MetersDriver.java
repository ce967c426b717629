package io.fieldpost.driver.meters;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.meters.MeterRound.Wanted;
import io.fieldpost.driver.serial.ByteLine;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line with its meters. Reads only: the time of the meters is not set, nothing is frozen, switched or written, neither to one meter
 * nor to all.
 */
final class MetersDriver implements PolledDriver {
    private static final String BOOK = "registers";

    private final MetersSettings settings;
    private final DriverContext context;
    private final Opening opening;
    private final PointRemarks remarks;
    private final RegisterBook book;
    private final Registers registers;
    private final Interpreter interpreter;
    private final Quarters quarters;
    private final Map<String, Optional<PointAddress>> addresses = new HashMap<>();

    // From open to close.
    private @Nullable ByteLine line;
    private @Nullable MeterRounds rounds;

    /** Gives the line to the meters. */
    @FunctionalInterface
    interface Opening {
        ByteLine open() throws DriverException;
    }

    /** Opens what the settings name. */
    MetersDriver(MetersSettings settings, DriverContext context) {
        this(
                settings,
                context,
                () -> settings.line().open(settings.serial(), MetersSettings.USUAL_BAUD_RATE, settings.timeout()));
    }

    MetersDriver(MetersSettings settings, DriverContext context, Opening opening) {
        this.settings = settings;
        this.context = context;
        this.opening = opening;
        this.remarks = new PointRemarks(context);
        this.book = new RegisterBook(context.directory());
        this.registers = new Registers(book, settings.replacementAfter());
        this.interpreter = new Interpreter(registers, remarks);
        this.quarters = new Quarters(registers, remarks, settings.quarterTolerance());
    }

    @Override
    public void open() throws DriverException {
        remarks.tell(BOOK, "", book.load(context.clock().instant()));
        ByteLine opened = opening.open();
        line = opened;
        MeterBus bus = new MeterBus(opened, settings.timeout(), settings.gap());
        rounds = new MeterRounds(new ItemReader(bus), settings, context.clock());
    }

    @Override
    public List<Measurement> read(List<Point> points) throws DriverException {
        MeterRounds going = rounds;
        if (going == null) {
            throw new DriverException(DriverException.Reason.UNREACHABLE, "the line is not open");
        }
        Instant begin = context.clock().instant();
        MeterRound round = going.go(wanted(points, begin));
        interpreter.beginRound();
        List<Measurement> measurements = new ArrayList<>(points.size());
        for (Point point : points) {
            measurements.add(measure(point, going, round, begin));
        }
        going.stations().forEach(remarks::tellOf);
        remember();
        return measurements;
    }

    private Wanted wanted(List<Point> points, Instant begin) {
        Wanted wanted = new Wanted();
        for (Point point : points) {
            address(point)
                    .filter(address -> !address.quarter() || !quarters.has(address, begin))
                    .ifPresent(wanted::add);
        }
        return wanted;
    }

    private Measurement measure(Point point, MeterRounds going, MeterRound round, Instant begin) {
        Instant now = context.clock().instant();
        Optional<PointAddress> parsed = address(point);
        if (parsed.isEmpty()) {
            return Measurement.bad(point, Quality.BAD_ADDRESS_UNKNOWN, now);
        }
        PointAddress address = parsed.get();
        if (address.quarter() && quarters.has(address, begin)) {
            return quarters.kept(point, address, now);
        }
        Answered answered = round.of(address);
        FaultCounts counts = going.station(address.meter()).counts();
        Outcome outcome = answered == null
                ? Outcome.bad(Quality.BAD_WAITING_FOR_INITIAL_DATA, now)
                : interpreter.outcome(point, address, answered, counts);
        return address.quarter()
                ? quarters.take(point, address, outcome, now)
                : new Measurement(point, outcome.value(), outcome.quality(), outcome.at(), outcome.at());
    }

    private Optional<PointAddress> address(Point point) {
        return addresses.computeIfAbsent(point.address(), MetersDriver::parsed);
    }

    private static Optional<PointAddress> parsed(String address) {
        try {
            return Optional.of(PointAddress.parse(address));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    private void remember() {
        registers.noteIn(book);
        Instant now = context.clock().instant();
        if (!book.isDue(now)) {
            return;
        }
        try {
            book.save(now);
            remarks.tell(BOOK, "writing", "");
        } catch (IOException e) {
            remarks.tell(
                    BOOK,
                    "writing",
                    "the registers' last values can't be kept, so a fall over a restart goes unnoticed: " + e);
        }
    }

    @Override
    public void close() {
        // A file can't be written by a thread that is interrupted, as the one of a driver that is cut off may be.
        boolean interrupted = Thread.interrupted();
        try {
            registers.noteIn(book);
            book.save(context.clock().instant());
        } catch (IOException e) {
            // Told when it first failed; what is on the card is a quarter of an hour old at most, which a rising
            // register forgives.
        } finally {
            if (line != null) {
                line.close();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
