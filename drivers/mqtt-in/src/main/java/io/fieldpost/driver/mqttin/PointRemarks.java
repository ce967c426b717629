package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.Remark;
import java.util.HashMap;
import java.util.Map;

/** What a person should know of points and of the broker; passed on when it changes. Any thread. */
final class PointRemarks {
    static final String VALUE = "value";
    static final String TIME = "time";
    static final String SUBSCRIPTION = "subscription";

    private final DriverContext context;
    private final Map<Topic, String> told = new HashMap<>();

    private record Topic(String subject, String aspect) {}

    PointRemarks(DriverContext context) {
        this.context = context;
    }

    /** An empty text takes back what was said in this respect. */
    synchronized void tell(String subject, String aspect, String text) {
        Topic topic = new Topic(subject, aspect);
        String before = text.isEmpty() ? told.remove(topic) : told.put(topic, text);
        if (!text.equals(before == null ? "" : before)) {
            context.remark(new Remark(subject, aspect, text));
        }
    }
}
