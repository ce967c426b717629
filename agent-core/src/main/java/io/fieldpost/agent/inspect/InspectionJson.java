package io.fieldpost.agent.inspect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.StoreInspection;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a store holds, as one JSON object. Names are only ever added; what is not known is null.
 *
 * <pre>{@code
 * format "fieldpost-store/1", path, version, epoch, holder (process id), closed_in_order, bytes
 * streams[]       stream segments bytes thinned damaged_headers[] oldest{} newest{} reserved deleted_up_to tail_bytes boot_ids[]
 *   oldest{}      seq stored clock
 * destinations[]  name settled[]
 *   settled[]     stream up_to ranges backlog
 * lost[]          stream first last count cause from to acknowledged
 * set_aside{}     size by name
 * foreign[], unreadable[]
 * }</pre>
 */
public final class InspectionJson {
    private final JsonGenerator json;

    private InspectionJson(JsonGenerator json) {
        this.json = json;
    }

    /** The object, on one line without a newline. */
    public static String of(StoreInspection store) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            new InspectionJson(json).whole(store);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    private void whole(StoreInspection store) throws IOException {
        json.writeStartObject();
        json.writeStringField("format", "fieldpost-store/1");
        json.writeStringField("path", store.path().toString());
        json.writeNumberField("version", store.version());
        text("epoch", store.epoch().isEmpty() ? null : store.epoch());
        if (store.holder() == null) {
            json.writeNullField("holder");
        } else {
            json.writeNumberField("holder", store.holder());
        }
        json.writeBooleanField("closed_in_order", store.closedInOrder());
        json.writeNumberField("bytes", store.bytes());
        json.writeArrayFieldStart("streams");
        for (StoreInspection.Stream stream : store.streams()) {
            stream(stream);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("destinations");
        for (StoreInspection.Destination destination : store.destinations()) {
            destination(destination);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("lost");
        for (Loss loss : store.pending()) {
            loss(loss, false);
        }
        for (Loss loss : store.acknowledged()) {
            loss(loss, true);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("set_aside");
        for (Map.Entry<String, Long> copy : store.setAside().entrySet()) {
            json.writeNumberField(copy.getKey(), copy.getValue());
        }
        json.writeEndObject();
        texts("foreign", store.foreign());
        texts("unreadable", store.complaints());
        json.writeEndObject();
    }

    private void stream(StoreInspection.Stream stream) throws IOException {
        json.writeStartObject();
        json.writeStringField("stream", stream.stream().text());
        json.writeNumberField("segments", stream.segments());
        json.writeNumberField("bytes", stream.bytes());
        json.writeNumberField("thinned", stream.thinned());
        texts("damaged_headers", stream.damagedHeaders());
        edge("oldest", stream.oldest());
        edge("newest", stream.newest());
        json.writeNumberField("reserved", stream.reserved());
        json.writeNumberField("deleted_up_to", stream.deletedUpTo());
        json.writeNumberField("tail_bytes", stream.tail());
        texts("boot_ids", stream.bootIds());
        json.writeEndObject();
    }

    private void edge(String name, StoreInspection.@Nullable Edge edge) throws IOException {
        if (edge == null) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeNumberField("seq", edge.sequence());
        json.writeStringField("stored", edge.stored().toString());
        json.writeStringField("clock", edge.clock().name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }

    private void destination(StoreInspection.Destination destination) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", destination.name());
        json.writeArrayFieldStart("settled");
        for (StoreInspection.Settled settled : destination.settled()) {
            json.writeStartObject();
            json.writeStringField("stream", settled.stream().text());
            json.writeNumberField("up_to", settled.upTo());
            json.writeNumberField("ranges", settled.ranges());
            json.writeNumberField("backlog", settled.backlog());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void loss(Loss loss, boolean acknowledged) throws IOException {
        json.writeStartObject();
        json.writeStringField("stream", loss.stream().text());
        json.writeNumberField("first", loss.first());
        json.writeNumberField("last", loss.last());
        json.writeNumberField("count", loss.count());
        json.writeStringField("cause", loss.cause().text());
        text("from", loss.from() == null ? null : loss.from().toString());
        text("to", loss.to() == null ? null : loss.to().toString());
        json.writeBooleanField("acknowledged", acknowledged);
        json.writeEndObject();
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void text(String name, @Nullable String text) throws IOException {
        if (text == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, text);
        }
    }
}
