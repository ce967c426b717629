package io.fieldpost.agent.inspect;

import io.fieldpost.agent.publish.JsonValues;
import io.fieldpost.agent.publish.JsonWriter;
import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.driver.Measurement;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** One JSON object a line (JSON Lines); values as the JSON profile writes them. */
final class JsonLines implements MeasurementLines {
    private final JsonWriter out;
    private final JsonValues values;

    JsonLines(OutputStream stream) {
        out = new JsonWriter(stream);
        values = new JsonValues(out);
    }

    @Override
    public void write(StoredRecord record, List<Measurement> measurements) {
        String stored = record.storedTime().toString();
        String clock = record.clock().name().toLowerCase(Locale.ROOT);
        for (Measurement measurement : measurements) {
            out.raw("{\"stream\":").text(record.stream().text());
            out.raw(",\"epoch\":").text(record.epoch());
            out.raw(",\"seq\":").number(record.sequence());
            out.raw(",\"stored\":").text(stored);
            out.raw(",\"clock\":").text(clock);
            out.raw(",\"source\":").text(measurement.point().source());
            out.raw(",\"point\":").text(measurement.point().name());
            out.raw(",\"unit\":").text(measurement.point().unit());
            out.raw(",\"quality\":").text(measurement.quality().name().toLowerCase(Locale.ROOT));
            out.raw(",\"status\":").number(Integer.toUnsignedLong(measurement.statusCode()));
            out.raw(",\"historical\":").bool(measurement.historical());
            out.raw(",\"source_time\":").text(measurement.sourceTime().toString());
            out.raw(",\"received_time\":").text(measurement.receivedTime().toString());
            out.raw(",\"value\":");
            values.value(measurement.value());
            out.raw("}\n");
        }
    }

    @Override
    public void flush() {
        out.flush();
    }
}
