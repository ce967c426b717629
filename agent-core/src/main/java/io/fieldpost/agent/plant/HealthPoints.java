package io.fieldpost.agent.plant;

import io.fieldpost.agent.status.AgentStatus;
import io.fieldpost.agent.status.DestinationStatus;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.agent.store.StoreFigures;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The gateway's own state as points whose source is empty and whose names are paths. */
final class HealthPoints {
    private final Instant now;
    private final List<Measurement> points = new ArrayList<>();

    private HealthPoints(Instant now) {
        this.now = now;
    }

    /** All of them, in the order in which a person would look at them. */
    static List<Measurement> of(AgentStatus status) {
        HealthPoints health = new HealthPoints(status.taken());
        health.text("agent/version", status.version());
        health.text("agent/started", status.started().toString());
        health.text("agent/clock", status.clock().name());
        status.sources().forEach(health::source);
        status.destinations().forEach(health::destination);
        health.store(status);
        return health.points;
    }

    private void source(SourceStatus source) {
        String path = "sources/" + source.name() + "/";
        text(path + "state", source.state().name());
        text(path + "detail", source.detail());
        count(path + "measurements", source.measurements());
        count(path + "bad", source.bad());
        count(path + "failures", source.failures());
        count(path + "overruns", source.overruns());
        count(path + "dropped", source.dropped());
    }

    private void destination(DestinationStatus destination) {
        String path = "destinations/" + destination.name() + "/";
        text(path + "state", destination.state().name());
        text(path + "detail", destination.detail());
        count(path + "acknowledged", destination.acknowledged());
        count(path + "backlog", destination.backlog());
    }

    private void store(AgentStatus status) {
        StoreFigures store = status.store();
        put("store/bytes", "By", ValueType.INT, new Value.Int(store.bytes()));
        put("store/budget", "By", ValueType.INT, new Value.Int(store.budget()));
        double fill = store.budget() == 0 ? 100 : 100.0 * store.bytes() / store.budget();
        put("store/fill", "%", ValueType.REAL, new Value.Real(fill));
        Duration lasts = store.lasts();
        put(
                "store/lasts",
                "s",
                ValueType.REAL,
                lasts == null ? new Value.Absent() : new Value.Real(lasts.toMillis() / 1000.0));
        count(
                "store/lost",
                store.lost().values().stream().mapToLong(Long::longValue).sum());
        String complaint = status.storeComplaint();
        text("store/complaint", complaint == null ? "" : complaint);
    }

    private void text(String path, String text) {
        put(path, "1", ValueType.TEXT, new Value.Text(text));
    }

    private void count(String path, long count) {
        put(path, "1", ValueType.INT, new Value.Int(count));
    }

    private void put(String path, String unit, ValueType type, Value value) {
        points.add(new Measurement(new Point("", path, "", type, unit), value, Quality.GOOD, now, now));
    }
}
