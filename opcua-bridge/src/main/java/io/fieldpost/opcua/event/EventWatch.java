package io.fieldpost.opcua.event;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.value.SessionValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code events} in one session: turns the fields of each event into a record. Called by the client's thread that
 * delivers notifications, one at a time; never waits.
 */
final class EventWatch {
    private static final List<NodeId> MODEL_CHANGES = List.of(NodeIds.BaseModelChangeEventType);
    private static final Value.Bool TRUE = new Value.Bool(true);
    private static final Value.Bool FALSE = new Value.Bool(false);

    private final EventSettings settings;
    private final Point point;
    private final Wanted wanted;
    private final SessionValues values;
    private final KnownConditions conditions;
    private final Consumer<Measurement> sink;
    private volatile List<EventField> fields;
    private volatile boolean refreshing;

    EventWatch(
            String source,
            EventSettings settings,
            Wanted wanted,
            SessionValues values,
            KnownConditions conditions,
            Consumer<Measurement> sink) {
        this.settings = settings;
        this.point = new Point(source, settings.name(), "", ValueType.EVENT, "1");
        this.wanted = wanted;
        this.values = values;
        this.conditions = conditions;
        this.sink = sink;
        List<EventField> all = new ArrayList<>(EventField.STANDARD);
        settings.fields().forEach(path -> all.add(EventField.further(path)));
        this.fields = List.copyOf(all);
    }

    EventSettings settings() {
        return settings;
    }

    Wanted wanted() {
        return wanted;
    }

    List<EventField> fields() {
        return fields;
    }

    /** From now on, events come with these fields. */
    void fields(List<EventField> granted) {
        fields = List.copyOf(granted);
    }

    /** What an event asks of the whole session, beside being told. */
    enum Demand {
        NOTHING,
        REFRESH,
        READ_TYPES,
        COUNT_OVERFLOW
    }

    /** Tells one event. */
    Demand accept(Variant @Nullable [] told, Instant now) {
        Map<String, Object> event = byKey(told);
        NodeId type = event.get(EventField.TYPE) instanceof NodeId node ? node : NodeId.NULL_VALUE;
        conditions.heard(now);
        if (type.equals(NodeIds.RefreshStartEventType)) {
            refreshing = true;
            conditions.refreshBegins(settings.name());
            return Demand.NOTHING;
        }
        if (type.equals(NodeIds.RefreshEndEventType)) {
            refreshing = false;
            conditions.refreshEnds(settings.name()).forEach(gone -> sink.accept(event(ended(gone), now, now)));
            return Demand.NOTHING;
        }
        if (type.equals(NodeIds.RefreshRequiredEventType)) {
            return Demand.REFRESH;
        }
        boolean overflow = type.equals(NodeIds.EventQueueOverflowEventType);
        if (overflow || wanted.accepts(type, event) && (wanted.isSevereEnough(event) || isKnown(event))) {
            tell(event, type, now);
        }
        if (overflow) {
            return Demand.COUNT_OVERFLOW;
        }
        return wanted.types().isAny(type, MODEL_CHANGES) ? Demand.READ_TYPES : Demand.NOTHING;
    }

    private Map<String, Object> byKey(Variant @Nullable [] told) {
        List<EventField> asked = fields;
        Map<String, Object> event = new LinkedHashMap<>();
        for (int i = 0; told != null && i < Math.min(told.length, asked.size()); i++) {
            Object value = told[i] == null ? null : told[i].value();
            String key = asked.get(i).key();
            if (value != null && !isMissing(key, value)) {
                event.put(key, value);
            }
        }
        return event;
    }

    /** Some servers tell a status in the place of a field that an event does not have (Part 4, 7.25.3). */
    private static boolean isMissing(String key, Object value) {
        return value instanceof StatusCode status && status.isBad() && !key.equals(EventField.QUALITY);
    }

    /** What was told as active is told as ended, however little severe its end may be. */
    private boolean isKnown(Map<String, Object> event) {
        Object condition = event.get(EventField.CONDITION);
        return condition != null
                && conditions.knows(
                        settings.name(), value(EventField.CONDITION, condition).toString());
    }

    private void tell(Map<String, Object> event, NodeId type, Instant now) {
        Map<String, Value> record = new LinkedHashMap<>();
        event.forEach((key, value) -> {
            Value told = key.equals(EventField.TIME) ? new Value.Absent() : value(key, value);
            if (!(told instanceof Value.Absent)) {
                record.put(key, told);
            }
            String name = key.equals(EventField.TYPE) ? wanted.types().name(type) : null;
            if (name != null) {
                record.put("event_type_name", new Value.Text(name));
            }
        });
        String state = state(record);
        if (!state.isEmpty()) {
            record.put("state", new Value.Text(state));
        }
        if (refreshing) {
            record.put("refresh", TRUE);
        }
        Value.Record made = new Value.Record(record);
        if (record.get(EventField.RETAIN) instanceof Value.Bool retain) {
            String condition = String.valueOf(record.get(EventField.CONDITION));
            String branch = String.valueOf(record.get(EventField.BRANCH));
            conditions.told(settings.name(), condition, branch, retain.value(), made);
        }
        sink.accept(event(made, time(event.get(EventField.TIME), now), now));
    }

    private Value value(String key, Object value) {
        try {
            return values.value(value);
        } catch (IllegalArgumentException e) {
            values.remark(point.name(), "the field " + key + " cannot be told: " + e.getMessage());
            return new Value.Absent();
        }
    }

    private static String state(Map<String, Value> record) {
        List<String> words = new ArrayList<>(3);
        word(words, record.get(EventField.ACTIVE), "active", "inactive");
        word(words, record.get(EventField.ACKNOWLEDGED), "acknowledged", "unacknowledged");
        word(words, record.get(EventField.CONFIRMED), "confirmed", "unconfirmed");
        return String.join(", ", words);
    }

    private static void word(List<String> words, @Nullable Value flag, String yes, String no) {
        if (flag instanceof Value.Bool bool) {
            words.add(bool.value() ? yes : no);
        }
    }

    /** What is left to say of a condition that ended while nobody watched. */
    private static Value.Record ended(Value.Record last) {
        Map<String, Value> record = new LinkedHashMap<>();
        for (String key : List.of(
                EventField.TYPE,
                "event_type_name",
                "source_node",
                EventField.SOURCE_NAME,
                EventField.SEVERITY,
                EventField.CONDITION,
                EventField.CONDITION_NAME,
                EventField.BRANCH)) {
            Value value = last.fields().get(key);
            if (value != null) {
                record.put(key, value);
            }
        }
        record.put(EventField.MESSAGE, new Value.Text("ended while the gateway could not watch"));
        record.put(EventField.RETAIN, FALSE);
        record.put(EventField.ACTIVE, FALSE);
        record.put("state", new Value.Text("ended unseen"));
        record.put("refresh", TRUE);
        return new Value.Record(record);
    }

    /** Tells that between two sessions nobody watched. */
    void tellGap(Instant from, Instant now) {
        Map<String, Value> record = new LinkedHashMap<>();
        record.put(
                EventField.MESSAGE, new Value.Text("events may be missing: the gateway could not watch from " + from));
        record.put("gap_from", new Value.Text(from.toString()));
        record.put("gap_to", new Value.Text(now.toString()));
        sink.accept(event(new Value.Record(record), now, now));
    }

    private Measurement event(Value.Record record, Instant time, Instant now) {
        return new Measurement(point, record, Quality.GOOD, time, now);
    }

    private static Instant time(@Nullable Object told, Instant now) {
        Instant time = told instanceof DateTime dateTime ? SessionValues.clockTime(dateTime) : null;
        return time == null ? now : time;
    }
}
