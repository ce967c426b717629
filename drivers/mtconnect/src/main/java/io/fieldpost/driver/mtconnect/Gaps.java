package io.fieldpost.driver.mtconnect;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Tells of observations that never came: each gap is one event {@code mtconnect/gap}, and all together one remark. Observations of data
 * items that no point wants count too, since nobody knows what was lost.
 */
final class Gaps {
    /** Name of the point of the events. */
    static final String NAME = "mtconnect/gap";

    private final DriverContext context;
    private final PointRemarks remarks;
    private final Delivery delivery;
    private final Point point;
    private final Instant since;
    private long gaps;
    private long lost;

    /** Why observations are missing. */
    enum Cause {
        /** The agent's buffer was too short for the time in which nobody asked. */
        OVERRUN("the agent's buffer ran over; ask more often, or give it a larger one"),
        /** It has another instance, so what it had not told is gone with its buffer. */
        RESTARTED("the agent was started anew"),
        /** Its sequences are smaller than before, and its instance is the same. */
        WENT_BACK("the agent counts from a smaller sequence than before without a new instance id, which it must not"),
        /** It has them by its own word, and does not tell them. */
        WITHHELD("the agent does not tell what it says it has");

        private final String told;

        Cause(String told) {
            this.told = told;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Gaps(DriverContext context, PointRemarks remarks, Delivery delivery) {
        this.context = context;
        this.remarks = remarks;
        this.delivery = delivery;
        this.point = new Point(context.source(), NAME, "", ValueType.EVENT, "1");
        this.since = context.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Sequences that are missing, and how many.
     *
     * @param last the last of them
     */
    void lost(Cause cause, long first, long last, StreamsHeader header) {
        long count = last - first + 1;
        lost = lost > Long.MAX_VALUE - count ? Long.MAX_VALUE : lost + count;
        Map<String, Value> fields = fields(cause, first, header);
        fields.put("last_sequence", new Value.Int(last));
        fields.put("count", new Value.Int(count));
        tell(cause, fields);
    }

    /** From a sequence on, and nobody knows how many. */
    void lost(Cause cause, long first, StreamsHeader header) {
        tell(cause, fields(cause, first, header));
    }

    private static Map<String, Value> fields(Cause cause, long first, StreamsHeader header) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("cause", new Value.Text(cause.word()));
        fields.put("instance", new Value.Text(Long.toUnsignedString(header.instanceId())));
        fields.put("buffer_size", new Value.Int(header.bufferSize()));
        fields.put("first_sequence", new Value.Int(first));
        return fields;
    }

    private void tell(Cause cause, Map<String, Value> fields) {
        gaps++;
        Instant now = context.clock().instant();
        delivery.offer(new Measurement(point, new Value.Record(fields), Quality.GOOD, now, now));
        remarks.tell(
                "url",
                PointRemarks.GAPS,
                "since " + since + ": " + gaps + (gaps == 1 ? " gap" : " gaps") + " with " + lost
                        + " observations that are known to be lost; the last one: " + cause.told);
    }
}
