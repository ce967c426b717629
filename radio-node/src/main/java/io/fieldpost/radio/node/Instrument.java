package io.fieldpost.radio.node;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.position.Position;
import io.fieldpost.radio.receiver.Eb200Address;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.PanoramaAddress;
import io.fieldpost.radio.receiver.PanoramaReceiver;
import io.fieldpost.radio.receiver.RowsSourceAddress;
import io.fieldpost.radio.receiver.eb200.Eb200Listener;
import io.fieldpost.radio.receiver.eb200.Eb200Receiver;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.PanoramaScan;
import io.fieldpost.radio.receiver.eb200.StreamTag;
import io.fieldpost.radio.receiver.rows.RowFormat;
import io.fieldpost.radio.receiver.rows.RowsReceiver;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.settings.RadioSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Supplier;
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
 */
record Instrument(
        PanoramaReceiver receiver,
        boolean ownCalibration,
        Gain gain,
        ReceiverPlace place,
        Supplier<String> antenna,
        @Nullable ScanRange range,
        Duration patience) {
    /** The widest scans with the finest steps take seconds. */
    private static final Duration SCAN_PATIENCE = Duration.ofSeconds(10);

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
                    rows, false, Gain.parse(settings.gain()), place, () -> "", null, programPatience(settings));
        }
        ScanRange range;
        try {
            range = ScanRange.of(settings.missions());
        } catch (IllegalArgumentException e) {
            throw new DriverException(Reason.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
        PanoramaSettings scan = PanoramaSettings.of(new PanoramaScan(range.startHz(), range.stopHz(), range.stepHz()))
                .over(PanoramaSettings.Transport.of((Eb200Address) address))
                .with(StreamTag.GPSCOMPASS);
        Eb200Listener listener = new Eb200Listener() {
            @Override
            public void position(Position position) {
                place.tell(position, context.clock().instant());
            }
        };
        Eb200Receiver eb200 = new Eb200Receiver((Eb200Address) address, scan, listener, thread, context.clock());
        return new Instrument(eb200, true, new Gain.Automatic(), place, eb200::antenna, range, SCAN_PATIENCE);
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
