package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.tinylog.Logger;

/**
 * Tells losses in the log, which lies on the same small card: of each stream and cause the first at once, then their sum every ten
 * minutes as long as there are more. Guarded by the store's lock.
 */
final class LossLog {
    private static final long PERIOD_NANOS = Duration.ofMinutes(10).toNanos();

    private final Map<StreamName, Map<Loss.Cause, Series>> series = new EnumMap<>(StreamName.class);
    private long now;

    private static final class Series {
        long toldAt;
        long records;
        long last;
    }

    void lost(Loss loss) {
        String what = loss.stream().text() + " lost: " + loss.first() + " to " + loss.last() + ", "
                + loss.cause().text();
        Series known = of(loss.stream()).get(loss.cause());
        if (known == null) {
            Series begun = new Series();
            begun.toldAt = now;
            of(loss.stream()).put(loss.cause(), begun);
            Logger.warn("{} records of {}", loss.count(), what);
        } else {
            known.records += loss.count();
            known.last = loss.last();
            Logger.debug("{} records of {}", loss.count(), what);
        }
    }

    void step(long nowNanos) {
        now = nowNanos;
        series.forEach(
                (stream, causes) -> causes.entrySet().removeIf(each -> isOver(stream, each.getKey(), each.getValue())));
    }

    /** Tells what came since it was told last; over when nothing did. */
    private boolean isOver(StreamName stream, Loss.Cause cause, Series each) {
        if (now - each.toldAt < PERIOD_NANOS) {
            return false;
        }
        if (each.records > 0) {
            Logger.warn(
                    "{} more records of {} lost, up to {}, {}", each.records, stream.text(), each.last, cause.text());
        }
        boolean over = each.records == 0;
        each.records = 0;
        each.toldAt = now;
        return over;
    }

    private Map<Loss.Cause, Series> of(StreamName stream) {
        return series.computeIfAbsent(stream, none -> new HashMap<>());
    }
}
