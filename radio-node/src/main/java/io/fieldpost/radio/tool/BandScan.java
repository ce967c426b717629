package io.fieldpost.radio.tool;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.detect.Detection;
import io.fieldpost.radio.detect.DetectionSettings;
import io.fieldpost.radio.detect.Detector;
import io.fieldpost.radio.detect.Persistence;
import io.fieldpost.radio.detect.SubBandNoise;
import io.fieldpost.radio.gain.Overload;
import io.fieldpost.radio.position.Position;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.report.SdfHeader;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import io.fieldpost.radio.spectrum.Statistic;
import io.fieldpost.radio.spectrum.Sweep;
import io.fieldpost.radio.spectrum.SweepPlan;
import io.fieldpost.radio.spectrum.Trace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scans a band again and again with one receiver, draws and writes each scan. The interval is counted in samples, so a recording that is
 * played fast gives as many scans as one at its pace. Each mark stands alone: noise makes about one a day. One thread.
 */
final class BandScan implements AutoCloseable {

    private static final double FALSE_MARKS_PER_DAY = 1;
    private static final Persistence ONE_LOOK = new Persistence(1, 1, 1, Duration.ZERO);

    private final OpenReceiver radio;
    private final ToolContext context;
    private final @Nullable Statistic statistic;
    private final String statisticName;
    private final SweepPlan plan;
    private final Sweep sweep;
    private final Detector detector;
    private final ScanFiles files;
    private final BandDrawing drawing;
    private final long everySamples;
    private final long count;
    private long scans;
    private @Nullable Drawn last;

    /** What was drawn last, or is to be drawn in the end. */
    private record Drawn(String head, SpectrumRow row, List<Detection> found) {}

    BandScan(ScanCommand.Arguments arguments, OpenReceiver radio, ToolContext context)
            throws IOException, ToolException {
        this.radio = radio;
        this.context = context;
        statisticName = arguments.statistic();
        statistic = statisticName.equals("mean") ? null : Statistic.parse(statisticName);
        SweepPlan mean = new BandPlan(
                        arguments.band(), arguments.resolution(), arguments.window(), arguments.averages())
                .of(radio);
        plan = statistic == null ? mean : mean.withStatistics(List.of(statistic));
        sweep = new Sweep(plan, radio::tune);
        detector = new Detector(
                DetectionSettings.forScan(FALSE_MARKS_PER_DAY, plan.grid().cells(), arguments.every(), ONE_LOOK),
                new SubBandNoise());
        drawing = new BandDrawing(context);
        everySamples = (long) (arguments.every().toNanos() / 1e9 * radio.sampleRateHz());
        Integer wanted = arguments.count();
        count = wanted == null ? context.interactive() ? 0 : 1 : wanted;
        files = new ScanFiles(
                arguments.png(), arguments.csv(), arguments.sdf(), header(arguments), ZoneId.systemDefault());
    }

    private SdfHeader header(ScanCommand.Arguments arguments) {
        Double latitude = arguments.latitude();
        Double longitude = arguments.longitude();
        Position place = Position.fixed(
                latitude == null ? 0 : latitude,
                longitude == null ? 0 : longitude,
                Double.NaN,
                context.clock().instant());
        double hopSeconds = (double) (plan.usedSamples() + plan.settleSamples()) / radio.sampleRateHz();
        return new SdfHeader(
                "fieldpost",
                "not named",
                place,
                "not named",
                0,
                plan.grid().resolutionHz() / 1e3,
                hopSeconds * plan.hopPlan().hops().size(),
                radio.description(),
                0,
                "levels are " + statisticName + ", not calibrated");
    }

    /** Scans until it is enough, until the recording ends, or until somebody interrupts. */
    void run() throws DriverException, InterruptedException, IOException, ToolException {
        long due = 0;
        boolean running = false;
        while (!context.interrupted() && (count == 0 || scans < count)) {
            if (!running && radio.nextSample() >= due) {
                due = Math.max(due + everySamples, radio.nextSample());
                sweep.begin(System.nanoTime());
                running = true;
            }
            SampleBlock block = radio.take();
            if (block == null) {
                break;
            }
            try {
                running = running && step(block);
            } finally {
                radio.release(block);
            }
        }
        finish();
    }

    /** Whether the scan goes on. */
    private boolean step(SampleBlock block) throws IOException, ToolException {
        Trace trace = sweep.step(block.iq(), block.length(), block.format(), block.firstSample(), System.nanoTime(), 0);
        if (trace == null) {
            return true;
        }
        scans++;
        accept(trace, radio.timeOf(radio.nextSample(), context.clock()));
        return false;
    }

    private void accept(Trace trace, Instant time) throws IOException, ToolException {
        SpectrumRow mean = row(trace, trace.levelDbfs(), time);
        List<Detection> found = detector.detect(mean);
        SpectrumRow shown = statistic == null
                ? mean
                : row(trace, trace.statistics().getOrDefault(statistic, trace.levelDbfs()), time);
        files.add(shown);
        Drawn drawn = new Drawn(head(trace, time), shown, found);
        last = drawn;
        if (context.interactive()) {
            drawing.draw(drawn.head(), drawn.row(), drawn.found());
        }
    }

    private SpectrumRow row(Trace trace, float[] levels, Instant time) {
        return new SpectrumRow(
                plan.grid().startHz(),
                plan.grid().resolutionHz(),
                levels,
                LevelUnit.DBFS,
                trace.looks(),
                time,
                Overload.of(trace.clipping()).suspect());
    }

    private String head(Trace trace, Instant time) {
        StringBuilder head = new StringBuilder("scan " + scans + ", "
                + time.truncatedTo(ChronoUnit.SECONDS)
                        .toString()
                        .replace('T', ' ')
                        .replace("Z", " UTC"));
        head.append(", ")
                .append(Figures.hertz(plan.grid().resolutionHz()))
                .append(" cells, ")
                .append(statisticName);
        String gain = radio.gainText();
        if (!gain.isEmpty()) {
            head.append(", gain ").append(gain);
        }
        if (Overload.of(trace.clipping()) == Overload.OVERLOADED) {
            head.append(", OVERLOADED: ")
                    .append(Figures.percent(trace.clipping().fraction()))
                    .append(" clipped");
        }
        return head.toString();
    }

    private void finish() throws ToolException {
        Drawn drawn = last;
        if (drawn == null) {
            if (context.interrupted()) {
                return;
            }
            throw ToolException.failed("the recording ended before one scan of " + plan.averages() + " transforms of "
                    + plan.fftSize() + " samples was complete: take fewer --averages or a coarser --resolution");
        }
        if (!context.interactive()) {
            drawing.draw(drawn.head(), drawn.row(), drawn.found());
        }
        long dropped = radio.dropped();
        if (dropped > 0) {
            context.out().println(dropped + " samples were lost on the way from " + radio.description());
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
