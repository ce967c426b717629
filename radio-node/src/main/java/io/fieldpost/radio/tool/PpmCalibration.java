package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.calibration.CarrierPpm;
import io.fieldpost.radio.demodulation.DownConverter;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.sample.Baseband;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Finds the error of a receiver's crystal from a carrier or an FM station of known frequency. */
final class PpmCalibration {
    private static final double SEARCH_PPM = 100;
    private static final double STATION_PASS_HZ = 100e3;

    /** From here on, the neighbour in a raster of 200 kHz has most of its power. */
    private static final double STATION_STOP_HZ = 150e3;

    private static final double STATION_RATE_HZ = STATION_PASS_HZ + STATION_STOP_HZ;
    private static final double LEAST_PASS_HZ = 5e3;

    private final CalibrateCommand.Arguments arguments;
    private final OpenReceiver radio;
    private final BlockFeed feed;
    private final PrintWriter out;
    private final long nominalHz;
    private final double passHz;

    PpmCalibration(CalibrateCommand.Arguments arguments, OpenReceiver radio, BlockFeed feed, PrintWriter out) {
        this.arguments = arguments;
        this.radio = radio;
        this.feed = feed;
        this.out = out;
        nominalHz = Frequency.parse(arguments.where()).hertz();
        passHz = arguments.broadcast() ? STATION_PASS_HZ : Math.max(LEAST_PASS_HZ, 1.2 * SEARCH_PPM * 1e-6 * nominalHz);
    }

    void run() throws DriverException, InterruptedException, ToolException {
        long rate = radio.sampleRateHz();
        // Beside the tuner's own false carrier, which is as steady as any.
        long centerHz = radio.fixedCenterHz().orElse(nominalHz + rate / 4);
        double offsetHz = nominalHz - centerHz;
        if (Math.abs(offsetHz) + passHz > rate / 2.0) {
            throw ToolException.wrong(Figures.hertz(nominalHz) + " and " + Figures.hertz(passHz)
                    + " to each side are not in what the receiver sees, " + Figures.hertz(rate) + " around "
                    + Figures.hertz(centerHz));
        }
        DownConverter channel = channel(rate, offsetHz);
        Duration length = arguments.length() == null ? Duration.ofSeconds(5) : arguments.length();
        Baseband samples = collect(channel, centerHz, (long) (length.toNanos() / 1e9 * rate));
        CarrierPpm meter = new CarrierPpm();
        tell(arguments.broadcast() ? meter.ofBroadcast(samples, nominalHz) : meter.ofCarrier(samples, nominalHz));
    }

    private DownConverter channel(long rate, double offsetHz) {
        double wanted = arguments.broadcast() ? STATION_RATE_HZ : 4 * passHz;
        int decimation = (int) Math.max(1, rate / wanted);
        double most = (double) rate / decimation - passHz;
        double stopHz = arguments.broadcast() ? Math.min(STATION_STOP_HZ, most) : most;
        return new DownConverter(rate, offsetHz, passHz, stopHz, decimation);
    }

    private Baseband collect(DownConverter channel, long centerHz, long samples)
            throws DriverException, InterruptedException, ToolException {
        long goodFrom = radio.tune(centerHz) + radio.settleSamples();
        long droppedBefore = radio.dropped();
        float[] re = new float[channel.room((int) samples)];
        float[] im = new float[re.length];
        Collecting collecting = new Collecting(channel, re, im, goodFrom, samples);
        feed.until(collecting::accept);
        long dropped = radio.dropped() - droppedBefore;
        if (dropped > 0) {
            throw ToolException.failed(
                    dropped + " samples were lost while measuring, and a carrier's phase with them; measure again");
        }
        return new Baseband(
                Arrays.copyOf(re, collecting.count),
                Arrays.copyOf(im, collecting.count),
                channel.outputRateHz(),
                nominalHz);
    }

    /** The channel's samples as they come. */
    private static final class Collecting {
        private final DownConverter channel;
        private final float[] re;
        private final float[] im;
        private final long goodFrom;
        private long left;
        private float[] wideRe = new float[0];
        private float[] wideIm = new float[0];
        private float[] narrowRe = new float[0];
        private float[] narrowIm = new float[0];
        private int count;

        Collecting(DownConverter channel, float[] re, float[] im, long goodFrom, long samples) {
            this.channel = channel;
            this.re = re;
            this.im = im;
            this.goodFrom = goodFrom;
            left = samples;
        }

        boolean accept(SampleBlock block) {
            int from = BlockFeed.before(goodFrom, block);
            int n = (int)
                    Math.min(left, (block.length() - from) / block.format().bytesPerSample());
            if (wideRe.length < n) {
                wideRe = new float[n];
                wideIm = new float[n];
                narrowRe = new float[channel.room(n)];
                narrowIm = new float[narrowRe.length];
            }
            block.format().decode(block.iq(), from, n, wideRe, wideIm, 0);
            int given = channel.accept(wideRe, wideIm, 0, n, narrowRe, narrowIm);
            int kept = Math.min(given, re.length - count);
            System.arraycopy(narrowRe, 0, re, count, kept);
            System.arraycopy(narrowIm, 0, im, count, kept);
            count += kept;
            left -= n;
            return left == 0;
        }
    }

    private void tell(CarrierPpm.Result result) throws ToolException {
        if (result instanceof CarrierPpm.Refused refused) {
            throw ToolException.failed(refused.reason());
        } else if (result instanceof CarrierPpm.Measured measured) {
            out.println(String.format(
                    Locale.ROOT,
                    "%s seems to be at %.1f Hz: the correction is wrong by %+.2f ppm, 1 sigma %.2f ppm; signal to noise %.1f dB",
                    Figures.hertz(nominalHz),
                    measured.frequencyHz(),
                    measured.ppm(),
                    measured.standardErrorPpm(),
                    measured.snrDb()));
            // Factors multiply; at the 200 ppm that are allowed, adding them is right within 0.04 ppm.
            double whole = arguments.ppm() + measured.ppm();
            out.println(String.format(
                    Locale.ROOT,
                    "write into the gateway's file: ppm: %d (%+.2f ppm, with the %d that was set while measuring)",
                    Math.round(whole),
                    whole,
                    arguments.ppm()));
        }
    }
}
