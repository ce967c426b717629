package io.fieldpost.radio.tool;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.detect.DetectionSettings;
import io.fieldpost.radio.detect.Detector;
import io.fieldpost.radio.detect.Emission;
import io.fieldpost.radio.detect.EmissionEvent;
import io.fieldpost.radio.detect.EmissionTracker;
import io.fieldpost.radio.detect.Persistence;
import io.fieldpost.radio.detect.SubBandNoise;
import io.fieldpost.radio.detect.Threshold;
import io.fieldpost.radio.receiver.RowsAddress;
import io.fieldpost.radio.receiver.rows.RowFormat;
import io.fieldpost.radio.receiver.rows.RowsReceiver;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the emissions in rows that another program wrote. Without samples nothing can be said of their kind. Something is an emission when
 * 2 of 3 rows show it, or the only row does. Memory: what is on the air, and at most {@value #MOST_EMISSIONS} that are gone. One thread.
 */
final class RowsSurvey {
    private static final int MOST_EMISSIONS = 10_000;
    private static final double FALSE_ALARM = 1e-5;
    private static final Persistence TWO_OF_THREE = new Persistence(2, 3, 5, Duration.ofMinutes(5));

    private final Path file;
    private final ToolContext context;
    private final Detector detector =
            new Detector(DetectionSettings.of(new Threshold.Fcme(FALSE_ALARM)), new SubBandNoise());
    private final EmissionTracker tracker = new EmissionTracker(TWO_OF_THREE, 0, 0);
    private final List<Emission> gone = new ArrayList<>();

    RowsSurvey(Path file, ToolContext context) {
        this.file = file;
        this.context = context;
    }

    void run(SurveyReport report) throws DriverException, InterruptedException, ToolException {
        ZoneId zone = ZoneId.systemDefault();
        try (RowsReceiver rows =
                new RowsReceiver(new RowsAddress(file), RowFormat.AUTOMATIC, "fieldpost-rows", zone, context.clock())) {
            rows.open();
            SpectrumRow first = rows.take(Duration.ZERO);
            if (first == null) {
                throw ToolException.failed("file holds no row that could be read" + refused(rows)
                        + "; for samples add --format and --rate: " + file);
            }
            SpectrumRow last = first;
            long count = 0;
            for (SpectrumRow row = first; row != null && !context.interrupted(); row = rows.take(Duration.ZERO)) {
                step(row);
                last = row;
                count++;
            }
            gone.addAll(tracker.active());
            report.write(head(first, last, count, rows.dropped()), lines(first, last, count, rows), emissions(first));
        }
    }

    private static String refused(RowsReceiver rows) {
        return rows.lastRefusal().isEmpty() ? "" : ", the last refusal was: " + rows.lastRefusal();
    }

    private void step(SpectrumRow row) {
        for (EmissionEvent event : tracker.step(row, detector.detect(row))) {
            if (event instanceof EmissionEvent.Gone each && gone.size() < MOST_EMISSIONS) {
                gone.add(each.emission());
            }
        }
    }

    private Map<String, String> head(SpectrumRow first, SpectrumRow last, long count, long refused) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("file", file.toString());
        head.put("rows", Long.toString(count));
        head.put("refused", Long.toString(refused));
        head.put("start", first.time().toString());
        head.put("duration_s", Figures.one(seconds(first.time(), last.time())));
        head.put("start_hz", Figures.fixed(first.startHz(), 0));
        head.put("step_hz", Figures.fixed(first.stepHz(), 2));
        head.put("cells", Integer.toString(first.cells()));
        return head;
    }

    private List<String> lines(SpectrumRow first, SpectrumRow last, long count, RowsReceiver rows) {
        List<String> lines = new ArrayList<>();
        lines.add("file       " + file);
        lines.add("rows       " + count + ", " + Figures.one(seconds(first.time(), last.time())) + " s from "
                + first.time());
        lines.add("cells      " + first.cells() + " of " + Figures.hertz(first.stepHz()) + " from "
                + Figures.hertz(first.startHz()));
        if (rows.dropped() > 0) {
            lines.add("refused    " + rows.dropped() + ", the last: " + rows.lastRefusal());
        }
        return lines;
    }

    private List<Map<String, String>> emissions(SpectrumRow first) {
        List<Map<String, String>> lines = new ArrayList<>();
        gone.stream()
                .sorted(Comparator.comparing(Emission::firstSeen).thenComparingDouble(Emission::centerHz))
                .forEach(each -> {
                    Map<String, String> line = new LinkedHashMap<>();
                    line.put("start_s", Figures.one(seconds(first.time(), each.firstSeen())));
                    line.put("duration_s", Figures.one(seconds(each.firstSeen(), each.lastSeen())));
                    line.put("center_hz", Figures.fixed(each.centerHz(), 0));
                    line.put("bandwidth_hz", Figures.fixed(each.bandwidthHz(), 0));
                    line.put("level_dbfs", Figures.one(each.levelMeanDb()));
                    line.put("snr_db", Figures.one(each.snrDb()));
                    lines.add(line);
                });
        return lines;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
