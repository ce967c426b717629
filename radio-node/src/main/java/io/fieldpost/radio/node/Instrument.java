package io.fieldpost.radio.node;

import io.fieldpost.config.Frequency;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.position.Position;
import io.fieldpost.radio.receiver.Eb200Address;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.PanoramaAddress;
import io.fieldpost.radio.receiver.PanoramaReceiver;
import io.fieldpost.radio.receiver.RowsSourceAddress;
import io.fieldpost.radio.receiver.eb200.AudioBlock;
import io.fieldpost.radio.receiver.eb200.Eb200Listener;
import io.fieldpost.radio.receiver.eb200.Eb200Receiver;
import io.fieldpost.radio.receiver.eb200.LevelReading;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.FrequencyScan;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.PanoramaScan;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.Task;
import io.fieldpost.radio.receiver.eb200.StreamTag;
import io.fieldpost.radio.receiver.rows.RowFormat;
import io.fieldpost.radio.receiver.rows.RowsReceiver;
import io.fieldpost.radio.settings.Eb200Settings;
import io.fieldpost.radio.settings.Eb200Settings.ScanKind;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.settings.RadioSettings;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that measures spectra by itself, set as the missions need it.
 *
 * @param receiver gives the rows
 * @param ownCalibration whether its levels are calibrated
 * @param gain what is known of it
 * @param place where it is
 * @param antenna what it calls its antenna; empty when it has no name for it
 * @param port by which missions set it; null when it is not ours to set
 * @param patience how long it may give no row
 * @param conditions adds to those of a result how the receiver was set to measure
 */
record Instrument(
        PanoramaReceiver receiver,
        boolean ownCalibration,
        Gain gain,
        ReceiverPlace place,
        Supplier<String> antenna,
        @Nullable PanoramaPort port,
        Duration patience,
        UnaryOperator<Fields> conditions) {
    /** The widest scans with the finest steps take seconds. */
    private static final Duration ROW_PATIENCE = Duration.ofSeconds(10);
    /** Of a step of a frequency scan, on top of measuring. Receivers of the family do 20 to 200 ms for ten. */
    private static final Duration STEP_PATIENCE = Duration.ofMillis(20);
    /** The narrowest piece that a receiver measures at a time in a panorama scan. */
    private static final long PIECE_HZ = 1_000_000;

    /** Levels and blocks of sound that were not fetched yet: some seconds of them. */
    private static final int MOST_BESIDES = 1024;

    private static final Duration LEAST_PROGRAM_PATIENCE = Duration.ofSeconds(30);

    /**
     * The receiver of these settings; touches nothing yet.
     *
     * @throws DriverException {@code CONFIGURATION} when one receiver can't serve all missions
     */
    static Instrument of(PanoramaAddress address, RadioSettings settings, DriverContext context, LongSupplier nanoTime)
            throws DriverException {
        ReceiverPlace place = new ReceiverPlace(Places.of(settings.position(), context));
        String thread = context.source() + "-receiver";
        if (address instanceof RowsSourceAddress source) {
            RowsReceiver rows =
                    new RowsReceiver(source, RowFormat.AUTOMATIC, thread, ZoneId.systemDefault(), context.clock());
            return new Instrument(
                    rows,
                    false,
                    Gain.parse(settings.gain()),
                    place,
                    () -> "",
                    null,
                    programPatience(settings),
                    fields -> fields);
        }
        ScanRange range = range(settings);
        Eb200Settings wanted = settings.eb200();
        Task scan = range == null ? null : scan(range, wanted.scan());
        Task first = scan == null ? firstChannel(settings) : scan;
        PanoramaSettings measuring = PanoramaSettings.of(first)
                .measuring(wanted.detector(), wanted.measureTime(), wanted.attenuation())
                .over(PanoramaSettings.Transport.of((Eb200Address) address))
                .with(StreamTag.GPSCOMPASS);
        Queue<Reception> besides = new ArrayBlockingQueue<>(MOST_BESIDES);
        Eb200Listener listener = new Eb200Listener() {
            @Override
            public void position(Position position) {
                place.tell(position, context.clock().instant());
            }

            @Override
            public void level(LevelReading reading) {
                besides.offer(new Reception.Level(reading));
            }

            @Override
            public void audio(AudioBlock block) {
                // What finds no room is missing in the next one's time.
                besides.offer(new Reception.Sound(block));
            }
        };
        Eb200Receiver eb200 = new Eb200Receiver((Eb200Address) address, measuring, listener, thread, context.clock());
        PanoramaPort port = new PanoramaPort(
                eb200, besides, range, scan, first, task -> patience(task, wanted.measureTime()), nanoTime);
        return new Instrument(
                eb200,
                true,
                new Gain.Automatic(),
                place,
                eb200::antenna,
                port,
                patience(first, wanted.measureTime()),
                fields -> conditions(fields, wanted));
    }

    /** Null when no mission has a band. */
    private static @Nullable ScanRange range(RadioSettings settings) throws DriverException {
        if (settings.missions().stream().allMatch(mission -> mission.band() == null)) {
            return null;
        }
        try {
            return ScanRange.of(settings.missions(), settings.eb200().scan());
        } catch (IllegalArgumentException e) {
            throw new DriverException(Reason.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    /** What the first mission looks at, where none has a band. */
    private static Task firstChannel(RadioSettings settings) {
        Mission mission = settings.missions().get(0);
        Frequency frequency = mission.record() == null ? mission.watch().get(0) : mission.record();
        return ChannelWatch.task(frequency.hertz(), mission.bandwidth().hertz());
    }

    /**
     * Waits for what came, as long as the receiver may take for a row.
     *
     * @return null at the end of a file
     */
    @Nullable
    Reception take() throws DriverException, InterruptedException {
        if (port != null) {
            return port.take();
        }
        SpectrumRow row = receiver.take(patience);
        return row == null ? null : new Reception.Row(row);
    }

    /** How it scans, in the word of the settings; empty when that is not ours to say, or it does not scan. */
    String scanKind() {
        Task scan = port == null ? null : port.scan();
        return scan == null ? "" : scan instanceof FrequencyScan ? "fscan" : "pscan";
    }

    private static Task scan(ScanRange range, ScanKind kind) {
        return kind == ScanKind.FSCAN
                ? new FrequencyScan(range.startHz(), range.stopHz(), range.stepHz())
                : new PanoramaScan(range.startHz(), range.stopHz(), range.stepHz());
    }

    private static Fields conditions(Fields fields, Eb200Settings settings) {
        Integer attenuation = settings.attenuation();
        return fields.value("attenuation_db", attenuation == null ? new Value.Absent() : new Value.Real(attenuation))
                .text("detector", settings.detector().name().toLowerCase(Locale.ROOT))
                .real("measure_ms", settings.measureTime().toNanos() / 1e6);
    }

    /** A frequency scan that was joined in its middle is whole only at the end of the next. */
    private static Duration patience(Task task, Duration measureTime) {
        Duration row = measureTime;
        if (task instanceof FrequencyScan scan) {
            row = measureTime.plus(STEP_PATIENCE).multipliedBy((scan.stopHz() - scan.startHz()) / scan.stepHz() + 1);
        } else if (task instanceof PanoramaScan scan) {
            row = measureTime.multipliedBy((scan.stopHz() - scan.startHz()) / PIECE_HZ + 1);
        }
        return ROW_PATIENCE.plus(row.multipliedBy(2));
    }

    /** A program prints when it was told to; missions that want rows more seldom than twice a minute say so. */
    private static Duration programPatience(RadioSettings settings) {
        Duration patience = LEAST_PROGRAM_PATIENCE;
        for (Mission mission : settings.missions()) {
            Duration every = mission.timing().every();
            if (every != null && every.multipliedBy(3).compareTo(patience) > 0) {
                patience = every.multipliedBy(3);
            }
        }
        return patience;
    }
}
