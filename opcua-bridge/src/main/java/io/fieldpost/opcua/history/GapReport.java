package io.fieldpost.opcua.history;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.jspecify.annotations.Nullable;

/**
 * What became of gaps, told as events of a point that the driver announces by itself, {@code opcua/gap}: one for all gaps that were
 * worked off together, so that the centre knows of each hole whether it was filled. Fields: {@code from} and {@code to}, the earliest and
 * the latest source time; {@code gaps}, how many; {@code values}, how many values filled them; {@code unfilled}, how many gaps may still
 * miss values; {@code shortened}, how many were longer than {@code history.longest}; {@code reason}, why the first one is unfilled.
 *
 * <p>Guarded by the source's {@link Marks}.
 */
final class GapReport {
    private final Point point;
    private long from = Long.MAX_VALUE;
    private long to;
    private int done;
    private int open;
    private long values;
    private int unfilled;
    private int shortened;
    private String reason = "";

    GapReport(String source) {
        point = new Point(source, "opcua/gap", "", ValueType.EVENT, "1");
    }

    void began() {
        open++;
    }

    void filled(int count) {
        values += count;
    }

    void completed(long start, long end) {
        open--;
        done++;
        from = Math.min(from, start);
        to = Math.max(to, end);
    }

    /** A gap that began is given up. */
    void givenUp(long start, long end, String why) {
        completed(start, end);
        unfilled++;
        if (reason.isEmpty()) {
            reason = why;
        }
    }

    /** A gap that nothing can be done about from the beginning. */
    void unfilled(long start, long end, String why) {
        open++;
        givenUp(Math.min(start, end), Math.max(start, end), why);
    }

    void shortened() {
        shortened++;
    }

    /**
     * The event that is due; null else.
     *
     * @param early whether it is due although gaps are open, which the next event then tells of
     */
    @Nullable
    Measurement take(Instant now, boolean early) {
        if (done == 0 || (open > 0 && !early)) {
            return null;
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("from", time(from));
        fields.put("to", time(to));
        fields.put("gaps", new Value.Int(done));
        fields.put("values", new Value.Int(values));
        fields.put("unfilled", new Value.Int(unfilled));
        fields.put("shortened", new Value.Int(shortened));
        fields.put("reason", new Value.Text(reason));
        clear();
        return Measurement.good(point, new Value.Record(fields), now);
    }

    private static Value time(long utc) {
        return new Value.Text(new DateTime(utc).getJavaInstant().toString());
    }

    private void clear() {
        from = Long.MAX_VALUE;
        to = 0;
        done = 0;
        values = 0;
        unfilled = 0;
        shortened = 0;
        reason = "";
    }
}
