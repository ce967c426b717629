package io.fieldpost.agent.plant;

import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The newest measurement of each point, so that the next life of a server can show them all, and so that no point of a source that is
 * down keeps looking good. One thread.
 */
final class ShownPoints {
    private static final Set<SourceStatus.State> DOWN = EnumSet.of(
            SourceStatus.State.WAITING, SourceStatus.State.HUNG, SourceStatus.State.BROKEN, SourceStatus.State.STOPPED);

    private final Map<Point, Measurement> latest = new LinkedHashMap<>();

    void note(List<Measurement> fresh) {
        for (Measurement one : fresh) {
            if (latest.size() < PointFeed.MOST_POINTS || latest.containsKey(one.point())) {
                latest.put(one.point(), one);
            }
        }
    }

    List<Measurement> all() {
        return new ArrayList<>(latest.values());
    }

    /**
     * What becomes bad because its source is down. The runner of a source tells it of configured points alone, and through a store
     * that may refuse just then.
     */
    List<Measurement> lostWith(List<SourceStatus> sources, Instant now) {
        List<Measurement> lost = new ArrayList<>();
        for (SourceStatus source : sources) {
            if (!DOWN.contains(source.state())) {
                continue;
            }
            for (Measurement one : latest.values()) {
                if (one.point().source().equals(source.name()) && one.quality().severity() != Quality.Severity.BAD) {
                    lost.add(Measurement.bad(one.point(), Quality.BAD_NOT_CONNECTED, now));
                }
            }
        }
        note(lost);
        return lost;
    }
}
