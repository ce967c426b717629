package io.fieldpost.driver.nmea;

import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be known of a satellite receiver, under one name whichever way it tells it. */
enum NavPoint {
    /** A record of latitude, longitude, altitude where it is known, and fix. */
    POSITION {
        @Override
        Optional<Outcome> of(Told told) {
            return place(told).map(p -> fixed(p.kind(), p.time(), record(p)));
        }
    },
    LATITUDE {
        @Override
        Optional<Outcome> of(Told told) {
            return place(told).map(p -> fixed(p.kind(), p.time(), new Value.Real(p.latitudeDeg())));
        }
    },
    LONGITUDE {
        @Override
        Optional<Outcome> of(Told told) {
            return place(told).map(p -> fixed(p.kind(), p.time(), new Value.Real(p.longitudeDeg())));
        }
    },
    ALTITUDE {
        @Override
        Optional<Outcome> of(Told told) {
            return place(told)
                    .filter(p -> p.kind() == FixKind.NONE || !Double.isNaN(p.altitudeM()))
                    .map(p -> fixed(p.kind(), p.time(), new Value.Real(p.altitudeM())));
        }
    },
    SPEED {
        @Override
        Optional<Outcome> of(Told told) {
            return motion(told).map(m -> moving(m, m.speedMps()));
        }
    },
    COURSE {
        @Override
        Optional<Outcome> of(Told told) {
            return motion(told).map(m -> moving(m, m.courseDeg()));
        }
    },
    FIX {
        @Override
        Optional<Outcome> of(Told told) {
            return place(told).map(p -> Outcome.good(new Value.Text(p.kind().word())));
        }
    },
    MODE {
        @Override
        Optional<Outcome> of(Told told) {
            return told instanceof Told.Dimensions d
                    ? Optional.of(Outcome.good(new Value.Int(d.dimensions())))
                    : Optional.empty();
        }
    },
    SATELLITES {
        @Override
        Optional<Outcome> of(Told told) {
            return told instanceof Told.Satellites s && !Double.isNaN(s.used())
                    ? Optional.of(Outcome.good(new Value.Int((long) s.used())))
                    : Optional.empty();
        }
    },
    HDOP {
        @Override
        Optional<Outcome> of(Told told) {
            if (!(told instanceof Told.Satellites s) || Double.isNaN(s.hdop())) {
                return Optional.empty();
            }
            return Optional.of(
                    s.hdop() >= NO_HDOP
                            ? Outcome.bad(Quality.BAD_OUT_OF_SERVICE, "")
                            : Outcome.good(new Value.Real(s.hdop())));
        }
    },
    CLOCK_OFFSET {
        @Override
        Optional<Outcome> of(Told told) {
            if (!(told instanceof Told.Clock c)) {
                return Optional.empty();
            }
            // Text arrives up to 700 ms behind the second that it tells.
            Quality quality = c.pulse() ? Quality.GOOD : Quality.UNCERTAIN_SENSOR_NOT_ACCURATE;
            return Optional.of(new Outcome(new Value.Real(c.offsetSeconds()), quality, "", null));
        }
    };

    /** What receivers write for none. */
    private static final double NO_HDOP = 99;

    /** What this comes to by a fact; empty when the fact is about something else. */
    abstract Optional<Outcome> of(Told told);

    /** As an address has it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Told.Place> place(Told told) {
        return told instanceof Told.Place place ? Optional.of(place) : Optional.empty();
    }

    private static Optional<Told.Motion> motion(Told told) {
        return told instanceof Told.Motion motion ? Optional.of(motion) : Optional.empty();
    }

    private static Outcome fixed(FixKind kind, @Nullable Instant time, Value value) {
        return switch (kind) {
            case NONE -> Outcome.bad(kind.quality(), "the receiver has no fix; see whether its antenna sees the sky");
            case SIMULATED, MANUAL ->
                new Outcome(value, kind.quality(), "the receiver says that its position is " + kind.word(), time);
            default -> new Outcome(value, kind.quality(), "", time);
        };
    }

    /** Without a course a receiver that stands still leaves it empty. */
    private static Outcome moving(Told.Motion motion, double value) {
        return motion.kind() != FixKind.NONE && Double.isNaN(value)
                ? Outcome.bad(Quality.BAD_OUT_OF_SERVICE, "")
                : fixed(motion.kind(), motion.time(), new Value.Real(value));
    }

    private static Value record(Told.Place place) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("latitude", new Value.Real(place.latitudeDeg()));
        fields.put("longitude", new Value.Real(place.longitudeDeg()));
        if (!Double.isNaN(place.altitudeM())) {
            fields.put("altitude", new Value.Real(place.altitudeM()));
        }
        fields.put("fix", new Value.Text(place.kind().word()));
        return new Value.Record(fields);
    }
}
