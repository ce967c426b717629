package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.config.FrequencyRange;
import io.fieldpost.config.Setting;
import io.fieldpost.driver.tool.Positional;
import io.fieldpost.driver.tool.Tool;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.ReceiverAddress;
import io.fieldpost.radio.spectrum.Statistic;
import io.fieldpost.radio.spectrum.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code fieldpost scan 87M:108M}: draws a band of the spectrum, in the terminal and as files. */
public final class ScanCommand implements Tool<ScanCommand.Arguments> {
    /**
     * The command line.
     *
     * @param band what to scan
     * @param receiver which one
     * @param gain of its tuner
     * @param ppm correction of its crystal
     * @param sampleRate samples per second; null for 2.4 MHz, or that of a recording
     * @param resolution width of a cell; null for 25 kHz, or the next finer that suits a recording
     * @param window shape of the window
     * @param averages transforms per cell
     * @param statistic what is drawn and written of each cell
     * @param every from scan to scan
     * @param count how many scans; 0 for no end; null for no end where a person looks on, and otherwise 1
     * @param png picture
     * @param csv rtl_power's lines
     * @param sdf text in the style of ITU-R SM.1809
     * @param latitude of the antenna, for {@code sdf}
     * @param longitude of the antenna
     */
    public record Arguments(
            @Positional @Setting(value = "The band, edges included.", example = "87M:108M")
            FrequencyRange band,

            @Setting(
                    value = "The receiver: rtl_tcp://host:port, spyserver://host:port, or file:PATH for a recording.",
                    byDefault = "rtl_tcp://127.0.0.1:1234",
                    pattern = ReceiverAddress.SYNTAX,
                    example = "rtl_tcp://127.0.0.1:1234")
            String receiver,

            @Setting(
                    value = "Gain of the tuner in dB; 'auto' leaves it to the tuner.",
                    byDefault = "auto",
                    pattern = Gain.SYNTAX,
                    example = "28")
            String gain,

            @Setting(
                    value = "Correction of the receiver's crystal in parts per million.",
                    byDefault = "0",
                    min = "-200",
                    max = "200")
            int ppm,

            @Setting(
                    value = "Samples per second; without it, 2.4 MHz or a recording's own.",
                    min = "8kHz",
                    max = "61.44MHz",
                    example = "2.4MHz")
            @Nullable
            Frequency sampleRate,

            @Setting(
                    value = "Width of a cell; without it, 25 kHz or what a recording allows.",
                    min = "10Hz",
                    max = "200kHz",
                    example = "25kHz")
            @Nullable
            Frequency resolution,

            @Setting(value = "Shape of the window before the transform.", byDefault = "hann")
            Window window,

            @Setting(value = "Transforms averaged in each cell.", byDefault = "16", min = "1", max = "10000")
            int averages,

            @Setting(
                    value =
                            "What is drawn and written of each cell: mean, min, max, median, or a percentile such as p90.",
                    byDefault = "mean",
                    pattern = "mean|min|max|median|p[0-9]{1,2}(\\.[0-9]{1,6})?",
                    example = "max")
            String statistic,

            @Setting(
                    value = "From the start of one scan to the start of the next.",
                    byDefault = "1s",
                    min = "50ms",
                    max = "1d")
            Duration every,

            @Setting(
                    value = "How many scans, 0 for no end; without it, no end in a terminal, and otherwise one.",
                    min = "0",
                    max = "1000000000")
            @Nullable
            Integer count,

            @Setting(value = "A picture of spectrum and waterfall, new after each scan.", example = "band.png")
            @Nullable
            Path png,

            @Setting(value = "Lines as rtl_power writes them, appended.", example = "band.csv") @Nullable
            Path csv,

            @Setting(value = "Text in the style of ITU-R SM.1809, a file a day.", example = "band.sdf") @Nullable
            Path sdf,

            @Setting(value = "Degrees north of the antenna, for --sdf.", min = "-90", max = "90", example = "29.533")
            @Nullable
            Double latitude,

            @Setting(value = "Degrees east of the antenna, for --sdf.", min = "-180", max = "180", example = "106.551")
            @Nullable
            Double longitude) {
        public Arguments {
            ReceiverChoice.of(receiver, gain, ppm, sampleRate);
            if (!statistic.equals("mean")) {
                try {
                    Statistic.parse(statistic);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("statistic: " + e.getMessage(), e);
                }
            }
            if (sdf != null && (latitude == null || longitude == null)) {
                throw new IllegalArgumentException(
                        "sdf: its head names the place of the antenna, add --latitude and --longitude");
            }
        }

        ReceiverChoice choice() {
            return ReceiverChoice.of(receiver, gain, ppm, sampleRate);
        }
    }

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public List<String> description() {
        return List.of(
                "Draw a band of the spectrum, live. 实时绘制一段频谱。",
                "A mark stands above each emission. In a terminal it is drawn again and again until Ctrl-C;",
                "otherwise once, at the end. Levels are dBFS: this command does not calibrate.");
    }

    @Override
    public Class<Arguments> argumentsType() {
        return Arguments.class;
    }

    @Override
    public int run(Arguments arguments, ToolContext context) throws Exception {
        try (OpenReceiver radio = OpenReceiver.open(arguments.choice());
                BandScan scan = new BandScan(arguments, radio, context)) {
            scan.run();
        }
        return 0;
    }
}
