package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.calibration.KnownLevel;
import io.fieldpost.radio.calibration.TableRow;
import io.fieldpost.radio.receiver.SampleBlock;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the offset from dBFS to dBm at one gain and frequency from a signal generator's carrier. */
final class LevelCalibration {
    private final OpenReceiver radio;
    private final BlockFeed feed;
    private final ToolContext context;
    private final TableOutput table;
    private final long nominalHz;
    private final double levelDbm;
    private @Nullable KnownLevel meter;

    LevelCalibration(CalibrateCommand.Arguments arguments, OpenReceiver radio, BlockFeed feed, ToolContext context) {
        this.radio = radio;
        this.feed = feed;
        this.context = context;
        table = new TableOutput(arguments, radio, context.out());
        nominalHz = Frequency.parse(arguments.where()).hertz();
        levelDbm = Objects.requireNonNull(arguments.dbm());
    }

    void run() throws DriverException, InterruptedException, IOException, ToolException {
        long rate = radio.sampleRateHz();
        long centerHz = radio.fixedCenterHz().orElse(nominalHz + rate / 4);
        double offsetHz = nominalHz - centerHz;
        long goodFrom = radio.tune(centerHz) + radio.settleSamples();
        feed.until(block -> accept(block, offsetHz, goodFrom));
        KnownLevel.Result result = Objects.requireNonNull(meter).result();
        if (result instanceof KnownLevel.Refused refused) {
            throw ToolException.failed(refused.reason());
        } else if (result instanceof KnownLevel.Measured measured) {
            tell(measured);
        }
    }

    private boolean accept(SampleBlock block, double offsetHz, long goodFrom) throws ToolException {
        KnownLevel level = meter;
        if (level == null) {
            level = new KnownLevel(block.format(), radio.sampleRateHz(), offsetHz, nominalHz);
            check(offsetHz, level.reachHz());
            meter = level;
        }
        return level.accept(block.iq(), BlockFeed.before(goodFrom, block), block.length());
    }

    private void check(double offsetHz, double reachHz) throws ToolException {
        double rate = radio.sampleRateHz();
        // 3/8 of the rate to each side is the flat part of the receiver's filter.
        if (Math.abs(offsetHz) - reachHz < 0 || Math.abs(offsetHz) + reachHz > 3 * rate / 8) {
            throw ToolException.wrong(Figures.hertz(nominalHz)
                    + " has to lie between the middle and 3/8 of the sample rate beside it, with "
                    + Figures.hertz(reachHz)
                    + " to each side, and lies " + Figures.hertz(offsetHz)
                    + " from the middle; take a larger --sample-rate, or another recording");
        }
    }

    private void tell(KnownLevel.Measured measured) throws IOException, ToolException {
        TableRow row = new TableRow(
                table.gainDb(),
                nominalHz,
                table.temperatureC(),
                measured.offsetDb(levelDbm),
                Math.hypot(table.sourceUncertaintyDb(), measured.chanceDb()),
                LocalDate.ofInstant(context.clock().instant(), ZoneId.systemDefault()),
                String.format(Locale.ROOT, "known level %.2f dBm read %.2f dBFS", levelDbm, measured.levelDbfs()));
        context.out()
                .println(String.format(
                        Locale.ROOT,
                        "%s: %.2f dBm at the input read %.2f dBFS at a gain of %.1f dB; offset %.2f dB, 1 sigma %.2f dB; signal to noise %.1f dB, %+.0f Hz from where it should be",
                        Figures.hertz(nominalHz),
                        levelDbm,
                        measured.levelDbfs(),
                        row.gainDb(),
                        row.offsetDb(),
                        row.uncertaintyDb(),
                        measured.snrDb(),
                        measured.apartHz()));
        table.write(List.of(row.line()));
    }
}
