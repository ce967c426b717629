package io.fieldpost.agent.inspect;

import io.fieldpost.agent.publish.JsonValues;
import io.fieldpost.agent.publish.JsonWriter;
import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Comma-separated values by RFC 4180, in UTF-8, with a header line. Numbers, booleans and texts stand for themselves, a real that is not
 * finite as {@code NaN}, {@code Infinity} or {@code -Infinity}, an absent value as an empty cell; series, arrays, records and bytes as the JSON
 * text of the profile.
 */
final class CsvLines implements MeasurementLines {
    private static final String HEADER =
            "stream,epoch,seq,stored,clock,source,point,unit,quality,status,historical,source_time,received_time,value";

    private static final String END = "\r\n";

    private final OutputStream out;
    private final JsonWriter json;
    private final JsonValues values;
    private boolean begun;

    CsvLines(OutputStream stream) {
        out = new BufferedOutputStream(stream);
        json = new JsonWriter(new QuotesDoubled(out));
        values = new JsonValues(json);
    }

    @Override
    public void write(StoredRecord record, List<Measurement> measurements) {
        try {
            begin();
            String start = record.stream().text() + "," + record.epoch() + "," + record.sequence() + ","
                    + record.storedTime() + "," + record.clock().name().toLowerCase(Locale.ROOT) + ",";
            for (Measurement measurement : measurements) {
                text(start
                        + cell(measurement.point().source()) + ","
                        + cell(measurement.point().name()) + ","
                        + cell(measurement.point().unit()) + ","
                        + measurement.quality().name().toLowerCase(Locale.ROOT) + ","
                        + Integer.toUnsignedString(measurement.statusCode()) + ","
                        + measurement.historical() + ","
                        + measurement.sourceTime() + ","
                        + measurement.receivedTime() + ",");
                value(measurement.value());
                text(END);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void flush() {
        try {
            begin();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin() throws IOException {
        if (!begun) {
            text(HEADER + END);
            begun = true;
        }
    }

    private void value(Value value) throws IOException {
        if (value instanceof Value.Text text) {
            text(cell(text.value()));
        } else if (value instanceof Value.Real real && !Double.isFinite(real.value())) {
            text(Double.toString(real.value()));
        } else if (value instanceof Value.Real || value instanceof Value.Int || value instanceof Value.Bool) {
            values.value(value);
            json.flush();
        } else if (!(value instanceof Value.Absent)) {
            out.write('"');
            values.value(value);
            json.flush();
            out.write('"');
        }
    }

    /** In quotes where it must be; an empty text too, which an absent value is not. */
    private static String cell(String text) {
        boolean plain = !text.isEmpty();
        for (int i = 0; plain && i < text.length(); i++) {
            char c = text.charAt(i);
            plain = c != '"' && c != ',' && c != '\r' && c != '\n';
        }
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class QuotesDoubled extends FilterOutputStream {
        QuotesDoubled(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            if (b == '"') {
                out.write(b);
            }
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                write(bytes[i]);
            }
        }
    }
}
