package io.fieldpost.driver.modbus;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.modbus.plan.Block;
import io.fieldpost.driver.modbus.plan.PlannedPoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reading of a list of points: what has been measured so far, and what bounds the rest. */
final class Round {
    /** So that a list full of unknown registers can't outlast the deadline: the others are found in the next rounds. */
    private static final int MOST_PARTINGS = 16;

    private final List<Point> points;
    private final @Nullable Measurement[] measured;
    private final InstantSource clock;
    private final long mostSilenceNanos;
    private long silenceNanos;
    private int asked;
    private int answered;
    private int partings;
    private boolean triedSilentUnit;
    private boolean leftOut;

    Round(List<Point> points, InstantSource clock, Duration mostSilence) {
        this.points = points;
        this.measured = new Measurement[points.size()];
        this.clock = clock;
        this.mostSilenceNanos = mostSilence.toNanos();
    }

    Instant now() {
        return clock.instant();
    }

    Point point(int index) {
        return points.get(index);
    }

    void asks() {
        asked++;
    }

    void wasAnswered() {
        answered++;
    }

    /** A request waited in vain. */
    void waited(Duration silence) {
        silenceNanos += silence.toNanos();
    }

    boolean isOutOfPatience() {
        return silenceNanos >= mostSilenceNanos;
    }

    /** A request was not sent, because others had waited for too long. */
    void leftOut() {
        leftOut = true;
    }

    boolean hasLeftOut() {
        return leftOut;
    }

    /** Whether anything was asked, and nobody said anything. */
    boolean wasInVain() {
        return asked > 0 && answered == 0;
    }

    int asked() {
        return asked;
    }

    /** One silent unit a round is tried again, so that several of them together do not slow the others down. */
    boolean mayTryASilentUnit() {
        boolean first = !triedSilentUnit;
        triedSilentUnit = true;
        return first;
    }

    boolean mayPart() {
        return partings++ < MOST_PARTINGS;
    }

    void bad(Block block, Quality quality) {
        Instant now = now();
        for (PlannedPoint point : block.points()) {
            bad(point.index(), quality, now);
        }
    }

    void bad(int index, Quality quality, Instant now) {
        measured[index] = Measurement.bad(points.get(index), quality, now);
    }

    /** The registers of a block arrived. What is no number in them is a sensor that has none. */
    void good(Block block, byte[] bytes) {
        Instant now = now();
        for (PlannedPoint point : block.points()) {
            Value value = point.address().content().decode(bytes, block.offset(point));
            if (value instanceof Value.Absent) {
                bad(point.index(), Quality.BAD_SENSOR_FAILURE, now);
            } else {
                measured[point.index()] = Measurement.good(points.get(point.index()), value, now);
            }
        }
    }

    List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>(measured.length);
        for (Measurement each : measured) {
            if (each == null) {
                throw new IllegalStateException("a point was left out: " + Arrays.toString(measured));
            }
            all.add(each);
        }
        return all;
    }
}
