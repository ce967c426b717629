package io.fieldpost.radio.tool;

import io.fieldpost.config.FrequencyRange;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.calibration.YFactor;
import io.fieldpost.radio.calibration.YFactorPoint;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Finds a receiver's offsets and noise figure over a range with a noise source that is switched off, on, and off again. */
final class NoiseSourceCalibration {
    private static final double ZERO_CELSIUS_K = 273.15;
    private static final int USUAL_POINTS = 10;
    private static final int ROWS = 4;

    private final CalibrateCommand.Arguments arguments;
    private final OpenReceiver radio;
    private final BlockFeed feed;
    private final ToolContext context;
    private final TableOutput table;
    private final NoiseSwitch source;

    NoiseSourceCalibration(
            CalibrateCommand.Arguments arguments,
            OpenReceiver radio,
            BlockFeed feed,
            ToolContext context,
            InputStream keyboard)
            throws ToolException {
        this.arguments = arguments;
        this.radio = radio;
        this.feed = feed;
        this.context = context;
        table = new TableOutput(arguments, radio, context.out());
        if (radio.fixedCenterHz().isPresent()) {
            throw ToolException.wrong("the receiver stays at "
                    + Figures.hertz(radio.fixedCenterHz().getAsLong()) + "; take one that can be tuned over the range");
        }
        if (!arguments.biasTee() && !context.interactive()) {
            throw ToolException.wrong("nobody is there to switch the noise source: use a terminal, or --bias-tee");
        }
        source = arguments.biasTee()
                ? new NoiseSwitch.BiasTee(radio, feed)
                : new NoiseSwitch.Person(context, feed, keyboard);
    }

    void run() throws DriverException, InterruptedException, IOException, ToolException {
        List<NoisePoint> points = points();
        try {
            // All points ask for the same, because each takes as many rows as the others.
            while (points.get(0).step() instanceof YFactor.Switch asked) {
                source.set(asked.on());
                for (NoisePoint point : points) {
                    point.measure(feed);
                    if (point.step() instanceof YFactor.Refused refused) {
                        throw ToolException.failed(refused.reason());
                    }
                }
            }
        } finally {
            if (arguments.biasTee()) {
                radio.biasTee(false);
            }
        }
        tell(points.stream().map(NoisePoint::step).toList());
    }

    private List<NoisePoint> points() throws ToolException {
        FrequencyRange range = FrequencyRange.parse(arguments.where());
        Double celsius = arguments.sourceTemperature();
        YFactor.Setup setup = new YFactor.Setup(
                Objects.requireNonNull(arguments.enr()),
                table.sourceUncertaintyDb(),
                celsius == null ? YFactor.REFERENCE_K : celsius + ZERO_CELSIUS_K,
                ROWS,
                1);
        int count = arguments.points() == null ? USUAL_POINTS : arguments.points();
        long first = range.start().hertz();
        long width = range.stop().hertz() - first;
        List<NoisePoint> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long hertz = count == 1 ? first + width / 2 : first + width * i / (count - 1);
            points.add(new NoisePoint(hertz, setup, radio, context.clock()));
        }
        return points;
    }

    private void tell(List<YFactor.Step> results) throws IOException, ToolException {
        TextTable shown = new TextTable("frequency", "Y dB", "noise figure dB", "offset dB", "1 sigma dB");
        List<String> rows = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(context.clock().instant(), ZoneId.systemDefault());
        for (YFactor.Step result : results) {
            if (result instanceof YFactor.Done done) {
                for (YFactorPoint point : done.points()) {
                    shown.add(
                            Figures.hertz(point.frequencyHz()),
                            Figures.fixed(point.yDb(), 2),
                            Figures.fixed(point.noiseFigureDb(), 2),
                            Figures.fixed(point.offsetDb(), 2),
                            Figures.fixed(point.uncertaintyDb(), 2));
                    rows.add(point.row(table.gainDb(), table.temperatureC(), today));
                }
            }
        }
        context.out().println(shown.lines().stream().collect(Collectors.joining(System.lineSeparator())));
        table.write(rows);
    }
}
