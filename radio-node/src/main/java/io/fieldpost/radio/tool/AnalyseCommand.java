package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.config.Setting;
import io.fieldpost.driver.tool.Positional;
import io.fieldpost.driver.tool.Tool;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.recording.RecordedSamples;
import io.fieldpost.radio.sample.SampleFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code fieldpost analyse FILE}: what a recording is, and a table of the emissions in it. */
public final class AnalyseCommand implements Tool<AnalyseCommand.Arguments> {
    /**
     * The command line.
     *
     * @param file the recording, or rows of rtl_power, hackrf_sweep or soapy_power
     * @param rate samples per second, where the file does not say it
     * @param center what 0 Hz stands for, where the file does not say it
     * @param format of the samples, where the file does not say it
     * @param resolution the widest distance of bins; null for what suits bursts of milliseconds
     * @param json writes JSON
     * @param csv writes CSV
     */
    public record Arguments(
            @Positional
            @Setting(
                    value =
                            "A recording: SigMF, .cu8, .cs8, .cs16, .cf32 or .wav; or rows of rtl_power, hackrf_sweep or soapy_power.",
                    example = "868.95M_1600k.cu8")
            Path file,

            @Setting(
                    value = "Samples per second, where the file does not say it.",
                    min = "1Hz",
                    max = "1GHz",
                    example = "2.4MHz")
            @Nullable
            Frequency rate,

            @Setting(value = "What the middle stands for, where the file does not say it.", example = "433.92MHz")
            @Nullable
            Frequency center,

            @Setting(value = "Format of the samples, where the file does not say it.", example = "cu8") @Nullable
            SampleFormat format,

            @Setting(
                    value =
                            "The widest distance of spectral lines; finer sees narrower signals and shorter ones less well.",
                    min = "1Hz",
                    max = "1MHz",
                    example = "1kHz")
            @Nullable
            Frequency resolution,

            @Setting(value = "Write JSON.", byDefault = "false")
            boolean json,

            @Setting(value = "Write CSV, without the head.", byDefault = "false")
            boolean csv) {
        public Arguments {
            if (json && csv) {
                throw new IllegalArgumentException("csv: can't be said with json");
            }
        }
    }

    @Override
    public String name() {
        return "analyse";
    }

    @Override
    public List<String> description() {
        return List.of(
                "List the emissions in a recording. 列出录音文件中的各个发射信号。",
                "Each with its time, frequency, bandwidth, level, kind and, for FM broadcasts, the station.",
                "Levels are dBFS. A class is right as often as its confidence says, among signals without fading.");
    }

    @Override
    public Class<Arguments> argumentsType() {
        return Arguments.class;
    }

    @Override
    public int run(Arguments arguments, ToolContext context) throws Exception {
        if (!Files.isRegularFile(arguments.file())) {
            throw ToolException.failed("there is no such file: " + arguments.file());
        }
        SurveyReport report = new SurveyReport(context.out(), arguments.json(), arguments.csv());
        if (arguments.format() == null && isRows(arguments.file())) {
            new RowsSurvey(arguments.file(), context).run(report);
            return 0;
        }
        try (SampleReader reader = new SampleReader(RecordedSamples.of(arguments.file(), hints(arguments)))) {
            RecordingSurvey survey = new RecordingSurvey(reader, arguments.resolution(), context::interrupted);
            List<FoundEmission> found = survey.emissions();
            if (context.interrupted()) {
                throw ToolException.failed("interrupted before the whole recording was read, so nothing is told");
            }
            report.write(survey.facts(), found, survey.leftOut());
        }
        return 0;
    }

    private static boolean isRows(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !name.matches(".*\\.(sigmf-meta|sigmf-data|cu8|cs8|cs16|cf32|wav)");
    }

    private static RecordedSamples.Hints hints(Arguments arguments) {
        Frequency rate = arguments.rate();
        Frequency center = arguments.center();
        return new RecordedSamples.Hints(
                rate == null ? null : (Long) rate.hertz(),
                center == null ? null : (Long) center.hertz(),
                arguments.format());
    }
}
