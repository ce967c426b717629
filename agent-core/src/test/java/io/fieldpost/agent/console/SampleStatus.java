package io.fieldpost.agent.console;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.status.AgentStatus;
import io.fieldpost.agent.status.DestinationStatus;
import io.fieldpost.agent.status.PluginStatus;
import io.fieldpost.agent.status.ServerStatus;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.StoreFigures;
import io.fieldpost.agent.store.StreamState;
import io.fieldpost.config.gateway.Identity;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Snapshots of a small gateway, and how to make one thing wrong with it. */
final class SampleStatus {
    static final Instant TAKEN = Instant.parse("2026-11-23T10:00:00Z");

    private static final StoreFigures FIGURES = new StoreFigures(
            400L << 20,
            2L << 30,
            Duration.ofHours(19),
            4242,
            60_000,
            66_000,
            16_384,
            12,
            1.5,
            Map.of(Loss.Cause.BUDGET, 7L),
            0,
            null);

    private SampleStatus() {}

    static AgentStatus well() {
        return with(ClockState.SYNCHRONISED, source(SourceStatus.State.RUNNING, "", temperature()), connected());
    }

    static AgentStatus with(ClockState clock, SourceStatus source, DestinationStatus destination) {
        return status(clock, List.of(source), destination, null);
    }

    static AgentStatus withSource(SourceStatus source) {
        return with(ClockState.SYNCHRONISED, source, connected());
    }

    static AgentStatus withStoreComplaint(String complaint) {
        SourceStatus source = source(SourceStatus.State.RUNNING, "", temperature());
        return status(ClockState.SYNCHRONISED, List.of(source), connected(), complaint);
    }

    private static AgentStatus status(
            ClockState clock, List<SourceStatus> sources, DestinationStatus destination, @Nullable String complaint) {
        return new AgentStatus(
                new Identity("dg-0007", "changan/line-3"),
                "0.1.0",
                TAKEN.minus(Duration.ofHours(3)),
                TAKEN,
                clock,
                sources,
                List.of(destination),
                List.of(),
                List.of(new StreamState(StreamName.DATA, "00000000000000a1", 11, 4242, 65_536, 1)),
                FIGURES,
                complaint);
    }

    /** The gateway that is well, with a server for the plant. */
    static AgentStatus serving(ServerStatus... servers) {
        AgentStatus well = well();
        return new AgentStatus(
                well.gateway(),
                well.version(),
                well.started(),
                well.taken(),
                well.clock(),
                well.sources(),
                well.destinations(),
                List.of(servers),
                well.streams(),
                well.store(),
                null);
    }

    /** The same with plug-ins. */
    static AgentStatus extended(AgentStatus status, PluginStatus... plugins) {
        return new AgentStatus(
                status.gateway(),
                status.version(),
                status.started(),
                status.taken(),
                status.clock(),
                status.sources(),
                status.destinations(),
                status.servers(),
                status.streams(),
                status.store(),
                status.storeComplaint(),
                List.of(plugins));
    }

    static PluginStatus loaded() {
        return new PluginStatus(
                "acme-press",
                "2.1",
                "ab".repeat(32),
                PluginStatus.State.LOADED,
                "",
                2,
                70_000,
                0,
                0,
                0,
                0,
                0,
                0,
                3,
                0,
                Duration.ofMillis(4500),
                0);
    }

    static PluginStatus quarantined() {
        String why = "plug-in acme-press is not loaded, it is quarantined, 3 calls to its drivers do not return";
        return new PluginStatus(
                "acme-press",
                "",
                "",
                PluginStatus.State.QUARANTINED,
                why,
                1,
                12,
                4,
                5,
                6,
                7,
                3,
                2,
                1,
                9,
                Duration.ofSeconds(90),
                2048);
    }

    static ServerStatus listening() {
        return server(ServerStatus.State.LISTENING, "opc.tcp://gw-7.plant.example:4840", 2, 0, "");
    }

    static ServerStatus portInUse() {
        return server(ServerStatus.State.WAITING, null, -1, 7, "can't listen on 0.0.0.0:4840: it is in use");
    }

    static ServerStatus server(
            ServerStatus.State state, @Nullable String endpoint, int sessions, long failures, String detail) {
        return new ServerStatus("opcua", "opcua", state, TAKEN.minusSeconds(75), endpoint, sessions, failures, detail);
    }

    static SourceStatus source(SourceStatus.State state, String detail, Measurement... latest) {
        Instant since = TAKEN.minusSeconds(75);
        return new SourceStatus(
                "press-1", "opcua", state, since, detail, 1_204_331, 0, 0, 0, 0, List.of(latest), List.of(), 0);
    }

    static DestinationStatus connected() {
        return destination(DestinationStatus.State.CONNECTED, "", 0);
    }

    static DestinationStatus destination(DestinationStatus.State state, String detail, long unreceived) {
        String url = "mqtts://device:hunter2@broker.city.example:8883";
        Instant since = TAKEN.minusSeconds(900);
        return new DestinationStatus("city", url, state, since, detail, 50, 39, 11, 11, unreceived, TAKEN);
    }

    static Measurement temperature() {
        return measured("barrel_temperature", new Value.Real(218.44), "Cel");
    }

    static Measurement measured(String name, Value value, String unit) {
        Point point = new Point("press-1", name, "", ValueType.ANY, unit);
        return Measurement.good(point, value, TAKEN.minusSeconds(12));
    }

    static Measurement bad(String name) {
        Point point = new Point("press-1", name, "", ValueType.REAL, "Cel");
        return Measurement.bad(point, Quality.BAD_SENSOR_FAILURE, TAKEN);
    }

    /** A band from 88 MHz on in steps of 100 kHz, at -90 dBm, with one emission of -40 dBm in it. */
    static Value.Series band(int values, int emission) {
        float[] levels = new float[values];
        java.util.Arrays.fill(levels, -90);
        levels[emission] = -40;
        return new Value.Series(88e6, 100e3, "Hz", levels, new Value.Record(Map.of("gain_db", new Value.Real(28))));
    }
}
