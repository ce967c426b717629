package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.config.Setting;
import io.fieldpost.driver.tool.Positional;
import io.fieldpost.driver.tool.Tool;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.ReceiverAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code fieldpost record 433.92MHz --length 10s}: records samples as SigMF. */
public final class RecordCommand implements Tool<RecordCommand.Arguments> {
    /**
     * The command line.
     *
     * @param center what to tune to
     * @param length of the recording
     * @param receiver which one
     * @param gain of its tuner
     * @param ppm correction of its crystal
     * @param sampleRate samples per second; null for 2.4 MHz
     * @param out a folder that exists, or the recording's name with or without its ending
     */
    public record Arguments(
            @Positional @Setting(value = "What to tune to.", example = "433.92MHz")
            Frequency center,

            @Setting(value = "How long the recording is.", byDefault = "10s", min = "10ms", max = "1h")
            Duration length,

            @Setting(
                    value =
                            "The receiver: rtl_tcp://host:port, spyserver://host:port, or file:PATH to copy from a recording.",
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
                    value = "Samples per second; without it, 2.4 MHz.",
                    min = "8kHz",
                    max = "61.44MHz",
                    example = "2.4MHz")
            @Nullable
            Frequency sampleRate,

            @Setting(
                    value = "A folder, for a name made of frequency and time; or the recording's name.",
                    byDefault = ".",
                    example = "remote-control")
            Path out) {
        public Arguments {
            ReceiverChoice.of(receiver, gain, ppm, sampleRate);
        }

        ReceiverChoice choice() {
            return ReceiverChoice.of(receiver, gain, ppm, sampleRate);
        }
    }

    @Override
    public String name() {
        return "record";
    }

    @Override
    public List<String> description() {
        return List.of(
                "Record samples around a frequency as SigMF. 以 SigMF 格式录制某一频率附近的采样。",
                "Ctrl-C ends it earlier, and what was recorded is kept. How much was clipped or lost is told at the end.");
    }

    @Override
    public Class<Arguments> argumentsType() {
        return Arguments.class;
    }

    @Override
    public int run(Arguments arguments, ToolContext context) throws Exception {
        try (OpenReceiver radio = OpenReceiver.open(arguments.choice())) {
            RecordingName name = RecordingName.of(
                    arguments.out(), arguments.center(), context.clock().instant());
            new SampleRecorder(radio, arguments.center(), arguments.length(), name, context).run();
        }
        return 0;
    }
}
