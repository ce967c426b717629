package io.fieldpost.agent.source;

import io.fieldpost.driver.Measurement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The newest measurement of each point, for the status page; the first points seen, up to a bound. Not safe for threads. */
final class LatestValues {
    private final int most;
    private final Map<String, Measurement> latest = new LinkedHashMap<>();

    LatestValues(int most) {
        this.most = most;
    }

    void note(Measurement measurement) {
        String name = measurement.point().name();
        if (latest.size() < most || latest.containsKey(name)) {
            latest.put(name, measurement);
        }
    }

    List<Measurement> snapshot() {
        return List.copyOf(latest.values());
    }
}
