package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.config.Setting;
import io.fieldpost.driver.tool.Positional;
import io.fieldpost.driver.tool.Tool;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.ReceiverAddress;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code fieldpost calibrate}: finds what a receiver's settings and its calibration table should say. */
public final class CalibrateCommand implements Tool<CalibrateCommand.Arguments> {
    /**
     * The command line; what belongs to one mode alone is refused in another.
     *
     * @param mode what is to be found
     * @param what a frequency, or for {@code y-factor} a range; null for {@code drops}
     * @param second for {@code settle} the other frequency
     * @param receiver which one
     * @param gain of its tuner
     * @param ppm correction of its crystal while it measures
     * @param sampleRate samples per second; null for 2.4 MHz, or that of a recording
     * @param broadcast whether the carrier is an FM station
     * @param length how long {@code ppm} and {@code drops} look; null for 5 s
     * @param enr excess noise ratio of the noise source, dB
     * @param sourceTemperature of the noise source when off, °C; null for 16.85, which is 290 K
     * @param points how many frequencies of the range; null for 10
     * @param biasTee whether the receiver's own bias tee feeds the noise source
     * @param dbm level of the generator
     * @param uncertainty 1 σ of what {@code enr} or {@code dbm} says, dB; null for 0.5
     * @param temperature of the receiver, °C; null for a table that is not by temperature
     * @param out the table
     */
    public record Arguments(
            @Positional
            @Setting(value = "What is to be found.", pattern = "ppm|y-factor|known-level|settle|drops", example = "ppm")
            String mode,

            @Positional
            @Setting(
                    value =
                            "A frequency; for y-factor the range, for settle the first of two frequencies, and for drops nothing.",
                    example = "98.1MHz")
            @Nullable
            String what,

            @Positional @Setting(value = "The other frequency of settle.", example = "110MHz") @Nullable
            Frequency second,

            @Setting(
                    value =
                            "The receiver: rtl_tcp://host:port, spyserver://host:port, or for ppm and known-level file:PATH.",
                    byDefault = "rtl_tcp://127.0.0.1:1234",
                    pattern = ReceiverAddress.SYNTAX,
                    example = "rtl_tcp://127.0.0.1:1234")
            String receiver,

            @Setting(
                    value =
                            "Gain of the tuner in dB; a table needs a fixed one. Of a recording, what it was made with.",
                    byDefault = "auto",
                    pattern = Gain.SYNTAX,
                    example = "28")
            String gain,

            @Setting(
                    value = "Correction of the receiver's crystal in parts per million, while it measures.",
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
                    value = "For ppm: the frequency is an FM station's, and not a plain carrier's.",
                    byDefault = "false")
            boolean broadcast,

            @Setting(
                    value = "For ppm and drops: how long to look; without it, 5 s.",
                    min = "1s",
                    max = "30s",
                    example = "10s")
            @Nullable
            Duration length,

            @Setting(
                    value = "For y-factor: excess noise ratio of the noise source, in dB.",
                    min = "1",
                    max = "60",
                    example = "15")
            @Nullable
            Double enr,

            @Setting(
                    value =
                            "For y-factor: temperature of the noise source while it is off, in degrees Celsius; without it, 16.85, which is 290 K.",
                    min = "-60",
                    max = "150",
                    example = "25")
            @Nullable
            Double sourceTemperature,

            @Setting(
                    value = "For y-factor: how many frequencies, the range's ends included; without it, 10.",
                    min = "1",
                    max = "200",
                    example = "10")
            @Nullable
            Integer points,

            @Setting(
                    value =
                            "For y-factor: the receiver's bias tee feeds the noise source, and nobody has to switch it (RTL-SDR).",
                    byDefault = "false")
            boolean biasTee,

            @Setting(
                    value = "For known-level: level of the generator at the receiver's input, in dBm.",
                    min = "-150",
                    max = "20",
                    example = "-60")
            @Nullable
            Double dbm,

            @Setting(
                    value =
                            "For y-factor and known-level: 1 sigma of what the source's or generator's paper says, in dB; without it, 0.5.",
                    min = "0",
                    max = "20",
                    example = "0.3")
            @Nullable
            Double uncertainty,

            @Setting(
                    value =
                            "For y-factor and known-level: temperature of the receiver in degrees Celsius, for a table by temperature.",
                    min = "-60",
                    max = "150",
                    example = "35")
            @Nullable
            Double temperature,

            @Setting(
                    value = "For y-factor and known-level: the table, a CSV file; rows are added to one that is there.",
                    example = "receiver-17.csv")
            @Nullable
            Path out) {
        public Arguments {
            CalibrationMode wanted = CalibrationMode.of(mode);
            wanted.checkWhere(what, second != null);
            wanted.checkPpm(broadcast, length != null);
            wanted.checkSource(enr != null, sourceTemperature != null, points != null, biasTee);
            wanted.checkTable(dbm != null, uncertainty != null, temperature != null, out != null);
            wanted.checkReceiver(ReceiverChoice.of(receiver, gain, ppm, sampleRate), biasTee);
        }

        /** The frequency or range; never of {@code drops}, which has none. */
        String where() {
            return Objects.requireNonNull(what);
        }

        ReceiverChoice choice() {
            return ReceiverChoice.of(receiver, gain, ppm, sampleRate);
        }
    }

    private final InputStream keyboard;

    /** A person answers on standard input. */
    public CalibrateCommand() {
        this(System.in);
    }

    CalibrateCommand(InputStream keyboard) {
        this.keyboard = keyboard;
    }

    @Override
    public String name() {
        return "calibrate";
    }

    @Override
    public List<String> description() {
        return List.of(
                "Find a receiver's crystal error, level table, settle time or lost samples. 校准接收机：晶振误差、电平表、调谐稳定时间和丢失的样本。",
                "ppm 98.1MHz --broadcast, or ppm FREQUENCY of a plain carrier; settle 98.1MHz 110MHz;",
                "y-factor 100M:1000M --enr 15 --gain 28 --out TABLE.csv with a noise source at the input;",
                "known-level 100MHz --dbm -60 --gain 28 --out TABLE.csv with a signal generator.",
                "drops counts what an RTL-SDR's samples lose on the way; exit code 1 when they lose any.",
                "Each result says what to write into the gateway's file.");
    }

    @Override
    public Class<Arguments> argumentsType() {
        return Arguments.class;
    }

    @Override
    public int run(Arguments arguments, ToolContext context) throws Exception {
        try (OpenReceiver radio = OpenReceiver.open(arguments.choice())) {
            BlockFeed feed = new BlockFeed(radio, context);
            switch (CalibrationMode.of(arguments.mode())) {
                case PPM -> new PpmCalibration(arguments, radio, feed, context.out()).run();
                case Y_FACTOR -> new NoiseSourceCalibration(arguments, radio, feed, context, keyboard).run();
                case KNOWN_LEVEL -> new LevelCalibration(arguments, radio, feed, context).run();
                case DROPS -> new DropCheck(arguments, radio, context).run();
                case SETTLE -> new SettleCheck(arguments, radio, feed, context.out()).run();
            }
        }
        return 0;
    }
}
