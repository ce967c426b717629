package io.fieldpost.driver.nmea;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The points of a source, and what they come to by a fact or a sentence. For one thread. */
final class NmeaPoints {
    private record Named(Point point, NavPoint kind) {}

    private record Field(Point point, FieldAddress address) {}

    private final List<Named> named = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private final List<Point> unknown = new ArrayList<>();
    private final PointRemarks remarks;
    private final Preference preference = new Preference();
    private final BiConsumer<Point, Outcome> outcomes;

    /** @param outcomes gets every outcome, after what it has to say was said */
    NmeaPoints(List<Point> points, DriverContext context, BiConsumer<Point, Outcome> outcomes) {
        this.remarks = new PointRemarks(context);
        this.outcomes = outcomes;
        points.forEach(this::add);
    }

    private void add(Point point) {
        try {
            NmeaAddress address = NmeaAddress.parse(point.address());
            if (address instanceof NmeaAddress.Named name) {
                named.add(new Named(point, name.point()));
            } else if (address instanceof NmeaAddress.Field field) {
                fields.add(new Field(point, field.field()));
            }
        } catch (AddressException e) {
            unknown.add(point);
        }
    }

    /** Points whose address is none; {@code fieldpost check} refuses such. */
    void tellUnknown() {
        unknown.forEach(point -> give(point, noAddress(point)));
    }

    void take(Sentence sentence) {
        for (Field each : fields) {
            each.address().of(sentence).ifPresent(outcome -> give(each.point(), outcome));
        }
    }

    void take(Told told, long nowNanos) {
        if (!preference.takes(told, nowNanos)) {
            return;
        }
        for (Named each : named) {
            Optional<Outcome> outcome = each.kind().of(told);
            outcome.ifPresent(known -> give(each.point(), known));
        }
    }

    /** Nothing was said of a point for too long. */
    void tellStale(Point point, String howLong) {
        give(
                point,
                unknown.contains(point)
                        ? noAddress(point)
                        : Outcome.bad(
                                Quality.BAD_TIMEOUT,
                                "nothing has told it for " + howLong + "; see what the device sends"));
    }

    private static Outcome noAddress(Point point) {
        return Outcome.bad(Quality.BAD_ADDRESS_UNKNOWN, "no address of this driver: " + point.address());
    }

    private void give(Point point, Outcome outcome) {
        remarks.tell(point, outcome.remark());
        outcomes.accept(point, outcome);
    }
}
