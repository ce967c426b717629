package io.fieldpost.radio.node;

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
import io.fieldpost.radio.receiver.eb200.Eb200Listener;
import io.fieldpost.radio.receiver.eb200.Eb200Receiver;
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
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
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
 * @param range what it scans for the missions; null when that is not ours to say
 * @param patience how long it may give no row
 * @param conditions adds to those of a trace how the receiver was set to measure
 */
record Instrument(
        PanoramaReceiver receiver,
        boolean ownCalibration,
        Gain gain,
        ReceiverPlace place,
        Supplier<String> antenna,
        @Nullable ScanRange range,
        Duration patience,
        UnaryOperator<Fields> conditions) {
    /** The widest scans with the finest steps take seconds. */
    private static final Duration SCAN_PATIENCE = Duration.ofSeconds(10);
    /** Of a step of a frequency scan, on top of measuring. Receivers of the family do 20 to 200 ms for ten. */
    private static final Duration STEP_PATIENCE = Duration.ofMillis(20);
    /** The narrowest piece that a receiver measures at a time in a panorama scan. */
    private static final long PIECE_HZ = 1_000_000;

    private static final Duration LEAST_PROGRAM_PATIENCE = Duration.ofSeconds(30);

    /**
     * The receiver of these settings; touches nothing yet.
     *
     * @throws DriverException {@code CONFIGURATION} when one receiver can't serve all missions
     */
    static Instrument of(PanoramaAddress address, RadioSettings settings, DriverContext context)
            throws DriverException {
        ReceiverPlace place = new ReceiverPlace(Places.of(settings.position(), context));
        String thread = context.source() + "-receiver";
        if (address instanceof RowsSourceAddress source) {
            RowsReceiver rows =
                    new RowsReceiver(source, RowFormat.AUTOMATIC, thread, ZoneId.systemDefault(), context.clock());
            return new Instrument(
                    rows, false, Gain.parse(settings.gain()), place, () -> "", null, programPatience(settings), fields -> fields);
        }
        ScanRange range;
        try {
            range = ScanRange.of(settings.missions(), settings.eb200().scan());
        } catch (IllegalArgumentException e) {
            throw new DriverException(Reason.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
        Eb200Settings wanted = settings.eb200();
        PanoramaSettings scan = PanoramaSettings.of(scan(range, wanted.scan()))
                .measuring(wanted.detector(), wanted.measureTime(), wanted.attenuation())
                .over(PanoramaSettings.Transport.of((Eb200Address) address))
                .with(StreamTag.GPSCOMPASS);
        Eb200Listener listener = new Eb200Listener() {
            @Override
            public void position(Position position) {
                place.tell(position, context.clock().instant());
            }
        };
        Eb200Receiver eb200 = new Eb200Receiver((Eb200Address) address, scan, listener, thread, context.clock());
        return new Instrument(
                eb200,
                true,
                new Gain.Automatic(),
                place,
                eb200::antenna,
                range,
                scanPatience(range, wanted),
                fields -> conditions(fields, wanted));
    }

    private static Task scan(ScanRange range, ScanKind kind) {
        return kind == ScanKind.FSCAN
                ? new FrequencyScan(range.startHz(), range.stopHz(), range.stepHz())
                : new PanoramaScan(range.startHz(), range.stopHz(), range.stepHz());
    }

    private static Fields conditions(Fields fields, Eb200Settings settings) {
        Integer attenuation = settings.attenuation();
        return fields.value("attenuation_db", attenuation == null ? new Value.Absent() : new Value.Real(attenuation))
                .text("scan", settings.scan().name().toLowerCase(Locale.ROOT))
                .text("detector", settings.detector().name().toLowerCase(Locale.ROOT))
                .real("measure_ms", settings.measureTime().toNanos() / 1e6);
    }

    /** A frequency scan that was joined in its middle is whole only at the end of the next. */
    private static Duration scanPatience(ScanRange range, Eb200Settings settings) {
        long width = range.stopHz() - range.startHz();
        Duration scan = settings.scan() == ScanKind.FSCAN
                ? settings.measureTime().plus(STEP_PATIENCE).multipliedBy(width / range.stepHz() + 1)
                : settings.measureTime().multipliedBy(width / PIECE_HZ + 1);
        return SCAN_PATIENCE.plus(scan.multipliedBy(2));
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
