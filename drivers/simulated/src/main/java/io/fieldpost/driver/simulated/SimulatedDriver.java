package io.fieldpost.driver.simulated;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Computes what a machine would have said. Has no device, so nothing here can be lost. */
final class SimulatedDriver implements PolledDriver {
    private final long seed;
    private final InstantSource clock;
    private final Map<String, Optional<Signal>> signals = new HashMap<>();

    SimulatedDriver(long seed, InstantSource clock) {
        this.seed = seed;
        this.clock = clock;
    }

    @Override
    public void open() {
        signals.clear();
    }

    @Override
    public List<Measurement> read(List<Point> points) {
        Instant now = clock.instant();
        List<Measurement> measurements = new ArrayList<>(points.size());
        for (Point point : points) {
            measurements.add(measure(point, now));
        }
        return measurements;
    }

    @Override
    public void close() {
        signals.clear();
    }

    private Measurement measure(Point point, Instant now) {
        Optional<Signal> signal = signals.computeIfAbsent(point.address(), SimulatedDriver::signal);
        if (signal.isEmpty()) {
            return Measurement.bad(point, Quality.BAD_ADDRESS_UNKNOWN, now);
        }
        Value value = signal.get().at(now, seed);
        return value instanceof Value.Absent
                ? Measurement.bad(point, Quality.BAD_DEVICE_FAILURE, now)
                : Measurement.good(point, value, now);
    }

    private static Optional<Signal> signal(String address) {
        try {
            return Optional.of(Signal.parse(address));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }
}
