package io.fieldpost.agent.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fieldpost.agent.status.AgentStatus;
import io.fieldpost.agent.status.DestinationStatus;
import io.fieldpost.agent.status.PluginStatus;
import io.fieldpost.agent.status.ServerStatus;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.StoreFigures;
import io.fieldpost.agent.store.StreamState;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot as JSON, version 1. Names are only ever added. Times are ISO 8601 in UTC, states and qualities are lower case, what
 * is not known is null.
 *
 * <pre>{@code
 * format "fieldpost-status/1", gateway, site, version, started, taken, clock, healthy, reason
 * sources[]       name protocol state since detail measurements bad failures overruns dropped left_out late latest[]
 *                 remarked remarks[]
 *   latest[]      point unit quality source_time received_time value
 *   remarks[]     subject text
 * destinations[]  name url state since detail published acknowledged backlog in_flight unreceived last_acknowledged
 * servers[]       name protocol state since endpoint sessions failures detail
 * plugins[]       name version sha256 state detail loads measurements failures dropped late overdue hanging errors threads
 *                 threads_left cpu_seconds cut_output
 * store           bytes budget lasts_seconds complaint records payload_bytes written_bytes card_bytes forces forces_per_minute
 *                 lost{} set_aside trouble streams[]
 *   lost{}        records reported as lost since the start, by cause
 *   streams[]     stream epoch oldest newest bytes segments
 * }</pre>
 *
 * <p>A value is a JSON boolean, number or string; bytes are base64; a record is an object; an absent value is null. JSON has no
 * not-a-number or infinity, they are the strings {@code NaN}, {@code Infinity} and {@code -Infinity}. A series is an object with
 * {@code start step axis_unit count peak peak_at per_value values conditions}: at most 480 values, each the highest of
 * {@code per_value} neighbours, null where nothing was measured.
 */
final class StatusJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private StatusJson(JsonGenerator json) {
        this.json = json;
    }

    static byte[] of(AgentStatus status) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            new StatusJson(json).whole(status);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private void whole(AgentStatus status) throws IOException {
        json.writeStartObject();
        json.writeStringField("format", "fieldpost-status/1");
        json.writeStringField("gateway", status.gateway().id());
        json.writeStringField("site", status.gateway().site());
        json.writeStringField("version", status.version());
        time("started", status.started());
        time("taken", status.taken());
        json.writeStringField("clock", StatusPage.name(status.clock()));
        String health = Health.of(status);
        json.writeBooleanField("healthy", health.equals(Health.OK));
        text("reason", health.equals(Health.OK) ? null : health);
        json.writeArrayFieldStart("sources");
        for (SourceStatus source : status.sources()) {
            source(source);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("destinations");
        for (DestinationStatus destination : status.destinations()) {
            destination(destination);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("servers");
        for (ServerStatus server : status.servers()) {
            server(server);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("plugins");
        for (PluginStatus plugin : status.plugins()) {
            plugin(plugin);
        }
        json.writeEndArray();
        store(status);
        json.writeEndObject();
    }

    private void source(SourceStatus source) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", source.name());
        json.writeStringField("protocol", source.protocol());
        json.writeStringField("state", StatusPage.name(source.state()));
        time("since", source.since());
        json.writeStringField("detail", source.detail());
        json.writeNumberField("measurements", source.measurements());
        json.writeNumberField("bad", source.bad());
        json.writeNumberField("failures", source.failures());
        json.writeNumberField("overruns", source.overruns());
        json.writeNumberField("dropped", source.dropped());
        json.writeNumberField("left_out", source.leftOut());
        json.writeNumberField("late", source.late());
        json.writeArrayFieldStart("latest");
        for (Measurement measurement : source.latest()) {
            measurement(measurement);
        }
        json.writeEndArray();
        json.writeNumberField("remarked", source.remarked());
        json.writeArrayFieldStart("remarks");
        for (Remark remark : source.remarks()) {
            json.writeStartObject();
            json.writeStringField("subject", remark.subject());
            json.writeStringField("text", remark.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void measurement(Measurement measurement) throws IOException {
        json.writeStartObject();
        json.writeStringField("point", measurement.point().name());
        json.writeStringField("unit", measurement.point().unit());
        json.writeStringField("quality", StatusPage.name(measurement.quality()));
        time("source_time", measurement.sourceTime());
        time("received_time", measurement.receivedTime());
        json.writeFieldName("value");
        value(measurement.value());
        json.writeEndObject();
    }

    private void value(Value value) throws IOException {
        if (value instanceof Value.Bool bool) {
            json.writeBoolean(bool.value());
        } else if (value instanceof Value.Int whole) {
            json.writeNumber(whole.value());
        } else if (value instanceof Value.Real real) {
            json.writeNumber(real.value());
        } else if (value instanceof Value.Text text) {
            json.writeString(text.value());
        } else if (value instanceof Value.Bytes bytes) {
            json.writeBinary(bytes.value());
        } else if (value instanceof Value.Series series) {
            series(series);
        } else if (value instanceof Value.Record record) {
            fields(record);
        } else if (value instanceof Value.Array array) {
            array(array);
        } else {
            json.writeNull();
        }
    }

    private void array(Value.Array array) throws IOException {
        json.writeStartArray();
        for (Value element : array.elements()) {
            value(element);
        }
        json.writeEndArray();
    }

    private void fields(Value.Record record) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Value> field : record.fields().entrySet()) {
            json.writeFieldName(field.getKey());
            value(field.getValue());
        }
        json.writeEndObject();
    }

    private void series(Value.Series series) throws IOException {
        Trace trace = Trace.of(series);
        boolean measured = trace.peak() >= 0;
        json.writeStartObject();
        json.writeNumberField("start", series.start());
        json.writeNumberField("step", series.step());
        json.writeStringField("axis_unit", series.axisUnit());
        json.writeNumberField("count", trace.count());
        optional("peak", measured, trace.high());
        optional("peak_at", measured, series.start() + trace.peak() * series.step());
        json.writeNumberField("per_value", trace.perColumn());
        json.writeArrayFieldStart("values");
        for (float column : trace.columns()) {
            if (Float.isNaN(column)) {
                json.writeNull();
            } else {
                json.writeNumber(column);
            }
        }
        json.writeEndArray();
        json.writeFieldName("conditions");
        fields(series.conditions());
        json.writeEndObject();
    }

    private void destination(DestinationStatus destination) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", destination.name());
        json.writeStringField("url", StatusPage.withoutUserInfo(destination.url()));
        json.writeStringField("state", StatusPage.name(destination.state()));
        time("since", destination.since());
        json.writeStringField("detail", destination.detail());
        json.writeNumberField("published", destination.published());
        json.writeNumberField("acknowledged", destination.acknowledged());
        json.writeNumberField("backlog", destination.backlog());
        json.writeNumberField("in_flight", destination.inFlight());
        json.writeNumberField("unreceived", destination.unreceived());
        time("last_acknowledged", destination.lastAcknowledged());
        json.writeEndObject();
    }

    private void server(ServerStatus server) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", server.name());
        json.writeStringField("protocol", server.protocol());
        json.writeStringField("state", StatusPage.name(server.state()));
        time("since", server.since());
        text("endpoint", server.endpoint());
        if (server.sessions() < 0) {
            json.writeNullField("sessions");
        } else {
            json.writeNumberField("sessions", server.sessions());
        }
        json.writeNumberField("failures", server.failures());
        json.writeStringField("detail", server.detail());
        json.writeEndObject();
    }

    private void plugin(PluginStatus plugin) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", plugin.name());
        json.writeStringField("version", plugin.version());
        json.writeStringField("sha256", plugin.sha256());
        json.writeStringField("state", StatusPage.name(plugin.state()));
        json.writeStringField("detail", plugin.detail());
        json.writeNumberField("loads", plugin.loads());
        json.writeNumberField("measurements", plugin.measurements());
        json.writeNumberField("failures", plugin.failures());
        json.writeNumberField("dropped", plugin.dropped());
        json.writeNumberField("late", plugin.late());
        json.writeNumberField("overdue", plugin.overdue());
        json.writeNumberField("hanging", plugin.hanging());
        json.writeNumberField("errors", plugin.errors());
        json.writeNumberField("threads", plugin.threads());
        json.writeNumberField("threads_left", plugin.threadsLeft());
        json.writeNumberField("cpu_seconds", plugin.cpu().toMillis() / 1000.0);
        json.writeNumberField("cut_output", plugin.cutOutput());
        json.writeEndObject();
    }

    private void store(AgentStatus status) throws IOException {
        json.writeObjectFieldStart("store");
        json.writeNumberField("bytes", status.store().bytes());
        json.writeNumberField("budget", status.store().budget());
        if (status.store().lasts() == null) {
            json.writeNullField("lasts_seconds");
        } else {
            json.writeNumberField("lasts_seconds", status.store().lasts().toSeconds());
        }
        text("complaint", status.storeComplaint());
        figures(status.store());
        json.writeArrayFieldStart("streams");
        for (StreamState stream : status.streams()) {
            json.writeStartObject();
            json.writeStringField("stream", stream.stream().text());
            json.writeStringField("epoch", stream.epoch());
            json.writeNumberField("oldest", stream.oldest());
            json.writeNumberField("newest", stream.newest());
            json.writeNumberField("bytes", stream.bytes());
            json.writeNumberField("segments", stream.segments());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void figures(StoreFigures store) throws IOException {
        json.writeNumberField("records", store.records());
        json.writeNumberField("payload_bytes", store.payloadBytes());
        json.writeNumberField("written_bytes", store.writtenBytes());
        if (store.cardBytes() < 0) {
            json.writeNullField("card_bytes");
        } else {
            json.writeNumberField("card_bytes", store.cardBytes());
        }
        json.writeNumberField("forces", store.forces());
        json.writeNumberField("forces_per_minute", store.forcesPerMinute());
        json.writeObjectFieldStart("lost");
        for (Loss.Cause cause : Loss.Cause.values()) {
            Long count = store.lost().get(cause);
            if (count != null) {
                json.writeNumberField(cause.text(), count);
            }
        }
        json.writeEndObject();
        json.writeNumberField("set_aside", store.setAside());
        text("trouble", store.trouble());
    }

    private void time(String name, @Nullable Instant time) throws IOException {
        text(name, time == null ? null : time.toString());
    }

    private void text(String name, @Nullable String text) throws IOException {
        if (text == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, text);
        }
    }

    private void optional(String name, boolean present, double number) throws IOException {
        if (present) {
            json.writeNumberField(name, number);
        } else {
            json.writeNullField(name);
        }
    }
}
