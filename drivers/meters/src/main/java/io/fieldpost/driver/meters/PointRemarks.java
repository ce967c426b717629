package io.fieldpost.driver.meters;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Remark;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What a person should know of points and meters; passed on when it changes. For one thread. */
final class PointRemarks {
    /** What the meter says to a point's item. */
    static final String ANSWER = "answer";

    static final String UNIT = "unit";
    static final String REGISTER = "register";
    static final String LATE = "late";
    static final String MISSED = "missed";
    private static final String FAULTS = "faults";

    private final DriverContext context;
    private final Map<Topic, String> told = new HashMap<>();

    private record Topic(String subject, String aspect) {}

    PointRemarks(DriverContext context) {
        this.context = context;
    }

    /** An empty text takes back what was said in this respect. */
    void tell(Point point, String aspect, String text) {
        tell(point.name(), aspect, text);
    }

    void tellOf(MeterStation station) {
        if (station.hasNewFaults()) {
            tell(station.meter().toString(), FAULTS, station.counts().told());
        }
    }

    /** Says something of the line as a whole. */
    void tell(String subject, String aspect, String text) {
        Topic topic = new Topic(subject, aspect);
        String before = text.isEmpty() ? told.remove(topic) : told.put(topic, text);
        if (!text.equals(Objects.requireNonNullElse(before, ""))) {
            context.remark(new Remark(subject, aspect, text));
        }
    }
}
