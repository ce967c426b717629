package io.fieldpost.agent.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link StatusJson} wrote, of this version or another: a name that it does not know is skipped, one that is missing is zero,
 * empty or unknown. Values are skipped, so that many large spectra take no room.
 */
final class StatusReader {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser json;

    private StatusReader(JsonParser json) {
        this.json = json;
    }

    /**
     * Reads one document.
     *
     * @throws IOException when it is no JSON
     * @throws RuntimeException when it is not the status of a gateway, or tells what this version does not know
     */
    static ToldStatus read(byte[] document) throws IOException {
        try (JsonParser json = FACTORY.createParser(document)) {
            json.nextToken();
            return new StatusReader(json).whole();
        }
    }

    private ToldStatus whole() throws IOException {
        List<SourceStatus> sources = new ArrayList<>();
        List<DestinationStatus> destinations = new ArrayList<>();
        List<ServerStatus> servers = new ArrayList<>();
        List<PluginStatus> plugins = new ArrayList<>();
        Fields told = new Fields();
        Fields store = new Fields();
        Fields lost = new Fields();
        List<StreamState> streams = new ArrayList<>();
        object(name -> {
            switch (name) {
                case "sources" -> array(() -> sources.add(source()));
                case "destinations" -> array(() -> destinations.add(destination()));
                case "servers" -> array(() -> servers.add(server()));
                case "plugins" -> array(() -> plugins.add(plugin()));
                case "store" ->
                    object(figure -> {
                        switch (figure) {
                            case "streams" -> array(() -> streams.add(stream()));
                            case "lost" -> object(lost::keep);
                            default -> store.keep(figure);
                        }
                    });
                default -> told.keep(name);
            }
        });
        if (!told.text("format").startsWith("fieldpost-status/")) {
            throw new IllegalArgumentException("no \"format\": \"fieldpost-status/1\" in it");
        }
        AgentStatus status = new AgentStatus(
                new Identity(told.text("gateway"), told.text("site")),
                told.text("version"),
                told.time("started"),
                told.time("taken"),
                told.constant(ClockState.class, "clock"),
                sources,
                destinations,
                servers,
                streams,
                figures(store, lost),
                store.optional("complaint"),
                plugins);
        return new ToldStatus(status, told.text("healthy").equals("true"), told.optional("reason"));
    }

    private SourceStatus source() throws IOException {
        Fields told = new Fields();
        List<Measurement> latest = new ArrayList<>();
        List<Remark> remarks = new ArrayList<>();
        object(name -> {
            if (name.equals("latest")) {
                array(() -> latest.add(measurement()));
            } else if (name.equals("remarks")) {
                array(() -> remarks.add(remark()));
            } else {
                told.keep(name);
            }
        });
        return new SourceStatus(
                told.text("name"),
                told.text("protocol"),
                told.constant(SourceStatus.State.class, "state"),
                told.time("since"),
                told.text("detail"),
                told.number("measurements"),
                told.number("bad"),
                told.number("failures"),
                told.number("overruns"),
                told.number("dropped"),
                told.number("left_out"),
                told.number("late"),
                latest,
                remarks,
                (int) told.number("remarked"));
    }

    private Remark remark() throws IOException {
        Fields told = new Fields();
        object(told::keep);
        return new Remark(told.text("subject"), told.text("text"));
    }

    private Measurement measurement() throws IOException {
        Fields told = new Fields();
        object(told::keep);
        Point point = new Point("", told.text("point"), "", ValueType.ANY, told.text("unit"));
        return new Measurement(
                point,
                new Value.Absent(),
                told.constant(Quality.class, "quality"),
                told.time("source_time"),
                told.time("received_time"));
    }

    private DestinationStatus destination() throws IOException {
        Fields told = new Fields();
        object(told::keep);
        return new DestinationStatus(
                told.text("name"),
                told.text("url"),
                told.constant(DestinationStatus.State.class, "state"),
                told.time("since"),
                told.text("detail"),
                told.number("published"),
                told.number("acknowledged"),
                told.number("backlog"),
                (int) told.number("in_flight"),
                told.number("unreceived"),
                told.optional("last_acknowledged") == null ? null : told.time("last_acknowledged"));
    }

    private ServerStatus server() throws IOException {
        Fields told = new Fields();
        object(told::keep);
        return new ServerStatus(
                told.text("name"),
                told.text("protocol"),
                told.constant(ServerStatus.State.class, "state"),
                told.time("since"),
                told.optional("endpoint"),
                told.optional("sessions") == null ? -1 : (int) told.number("sessions"),
                told.number("failures"),
                told.text("detail"));
    }

    private PluginStatus plugin() throws IOException {
        Fields told = new Fields();
        object(told::keep);
        String cpuSeconds = told.optional("cpu_seconds");
        return new PluginStatus(
                told.text("name"),
                told.text("version"),
                told.text("sha256"),
                told.constant(PluginStatus.State.class, "state"),
                told.text("detail"),
                told.number("loads"),
                told.number("measurements"),
                told.number("failures"),
                told.number("dropped"),
                told.number("late"),
                told.number("overdue"),
                (int) told.number("hanging"),
                told.number("errors"),
                (int) told.number("threads"),
                (int) told.number("threads_left"),
                Duration.ofMillis(Math.round(1000 * Double.parseDouble(cpuSeconds == null ? "0" : cpuSeconds))),
                told.number("cut_output"));
    }

    private StreamState stream() throws IOException {
        Fields told = new Fields();
        object(told::keep);
        return new StreamState(
                told.constant(StreamName.class, "stream"),
                told.text("epoch"),
                told.number("oldest"),
                told.number("newest"),
                told.number("bytes"),
                (int) told.number("segments"));
    }

    private static StoreFigures figures(Fields told, Fields toldLost) {
        Map<Loss.Cause, Long> lost = new EnumMap<>(Loss.Cause.class);
        for (Loss.Cause cause : Loss.Cause.values()) {
            if (toldLost.optional(cause.text()) != null) {
                lost.put(cause, toldLost.number(cause.text()));
            }
        }
        return new StoreFigures(
                told.number("bytes"),
                told.number("budget"),
                told.optional("lasts_seconds") == null ? null : Duration.ofSeconds(told.number("lasts_seconds")),
                told.number("records"),
                told.number("payload_bytes"),
                told.number("written_bytes"),
                told.optional("card_bytes") == null ? -1 : told.number("card_bytes"),
                told.number("forces"),
                Double.parseDouble(told.optional("forces_per_minute") == null ? "0" : told.text("forces_per_minute")),
                lost,
                told.number("set_aside"),
                told.optional("trouble"));
    }

    @FunctionalInterface
    private interface Member {
        void read(String name) throws IOException;
    }

    @FunctionalInterface
    private interface Element {
        void read() throws IOException;
    }

    private void object(Member member) throws IOException {
        expect(JsonToken.START_OBJECT);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            member.read(name);
        }
    }

    private void array(Element element) throws IOException {
        expect(JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element.read();
        }
    }

    private void expect(JsonToken token) {
        if (json.currentToken() != token) {
            throw new IllegalArgumentException("found " + json.currentToken() + " where " + token + " belongs");
        }
    }

    /** The plain members of one object, by name. */
    private final class Fields {
        private final Map<String, String> texts = new HashMap<>();

        /** Keeps the member at the parser, or skips it when it is null or not plain. */
        void keep(String name) throws IOException {
            JsonToken token = json.currentToken();
            if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                texts.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }

        @Nullable
        String optional(String name) {
            return texts.get(name);
        }

        String text(String name) {
            return texts.getOrDefault(name, "");
        }

        long number(String name) {
            return Long.parseLong(texts.getOrDefault(name, "0"));
        }

        Instant time(String name) {
            return Instant.parse(texts.getOrDefault(name, "1970-01-01T00:00:00Z"));
        }

        <E extends Enum<E>> E constant(Class<E> type, String name) {
            return Enum.valueOf(type, text(name).toUpperCase(Locale.ROOT));
        }
    }
}
