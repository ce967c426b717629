package io.fieldpost.agent.centre;

import io.fieldpost.agent.publish.JsonValues;
import io.fieldpost.driver.Value;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One line of figures: for a person, or as JSON for a program. */
public final class CentreLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    /** A line for a person; times in the local zone. */
    public static String text(CentreSnapshot snapshot) {
        StringBuilder line = new StringBuilder(160);
        line.append(TIME.format(snapshot.taken()));
        line.append(String.format(
                Locale.ROOT,
                "  %,.0f values/s in %,.0f records/s, %,.1f kB/s",
                snapshot.valuesPerSecond(),
                snapshot.messagesPerSecond(),
                snapshot.bytesPerSecond() / 1000));
        line.append(String.format(
                Locale.ROOT,
                "  total %,d  missing %,d  gaps %,d  duplicates %,d",
                snapshot.values(),
                snapshot.missing(),
                snapshot.gaps(),
                snapshot.duplicates()));
        append(line, "out of order", snapshot.outOfOrder());
        append(line, "reported lost", snapshot.lost() + snapshot.lostMeasurements());
        append(line, "waited in a store", snapshot.historical());
        append(line, "unreadable", snapshot.malformed());
        if (!snapshot.connection().equals("connected")) {
            line.append("  (").append(snapshot.connection()).append(')');
        }
        return line.toString();
    }

    private static void append(StringBuilder line, String what, long count) {
        if (count > 0) {
            line.append(String.format(Locale.ROOT, "  %s %,d", what, count));
        }
    }

    /** One JSON object with the snapshot's totals, without a newline. Names are stable. */
    public static String json(CentreSnapshot snapshot) {
        return "{\"t\":\"" + snapshot.taken().truncatedTo(ChronoUnit.MILLIS) + '"'
                + ",\"connected\":" + snapshot.connection().equals("connected")
                + ",\"messages\":" + snapshot.messages()
                + ",\"values\":" + snapshot.values()
                + ",\"bytes\":" + snapshot.bytes()
                + ",\"missing\":" + snapshot.missing()
                + ",\"gaps\":" + snapshot.gaps()
                + ",\"duplicates\":" + snapshot.duplicates()
                + ",\"outOfOrder\":" + snapshot.outOfOrder()
                + ",\"lossReported\":" + (snapshot.lost() + snapshot.lostMeasurements())
                + ",\"historical\":" + snapshot.historical()
                + ",\"unreadable\":" + snapshot.malformed() + '}';
    }

    /** A line about a file, as JSON or for a person. */
    public static String file(FileReport report, boolean json) {
        if (json) {
            Map<String, Value> fields = new LinkedHashMap<>();
            fields.put("file", new Value.Text(report.name()));
            fields.put("gateway", new Value.Text(report.gateway()));
            fields.put("source", new Value.Text(report.source()));
            fields.put("transfer", new Value.Text(report.transfer()));
            fields.put("state", new Value.Text(report.state().name().toLowerCase(Locale.ROOT)));
            fields.put("size", new Value.Int(report.size()));
            fields.put("received", new Value.Int(report.received()));
            fields.put("message", new Value.Text(report.message()));
            fields.put(
                    "path",
                    new Value.Text(report.path() == null ? "" : report.path().toString()));
            return JsonValues.plainJson(new Value.Record(fields));
        }
        String whose = report.gateway() + "/" + report.source() + " " + report.name();
        String state = report.state().name().toLowerCase(Locale.ROOT);
        return String.format(
                        Locale.ROOT,
                        "file %s: %s, %,d of %,d bytes%s%s",
                        whose,
                        state,
                        report.received(),
                        report.size(),
                        report.message().isEmpty() ? "" : ", " + report.message(),
                        report.path() == null ? "" : ", " + report.path())
                .replaceAll("\\p{Cntrl}", "?");
    }

    private CentreLine() {}
}
