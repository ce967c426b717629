package io.fieldpost.radio.node;

import io.fieldpost.config.Frequency;
import io.fieldpost.radio.mission.Activity;
import io.fieldpost.radio.receiver.eb200.Demodulation;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.IfPanorama;
import io.fieldpost.radio.receiver.eb200.ReceiverRanges;
import io.fieldpost.radio.settings.Mission;

/** Makes of each mission without a band what it does with an R&amp;S receiver. */
final class PanoramaActivities {
    /** 16 kHz, 16 bits: what the receiver is asked for. */
    private static final int BYTES_PER_SECOND = 32_000;

    private static final int WAV_HEADER_BYTES = 44;

    private final PanoramaParts parts;
    private final PanoramaPort port;
    private final LevelScale scale;
    private final Demodulation demodulation;

    /** @param demodulation of recordings */
    PanoramaActivities(PanoramaParts parts, PanoramaPort port, Demodulation demodulation) {
        this.parts = parts;
        this.port = port;
        this.demodulation = demodulation;
        CalibrationFiles calibration = parts.files().calibration();
        scale = new LevelScale(calibration.calibration(), calibration.unit(), parts.surroundings());
    }

    /**
     * The activity of a mission.
     *
     * @throws IllegalArgumentException when this receiver can't carry it out
     */
    Activity<Reception> of(Mission mission) {
        return mission.record() == null ? watch(mission) : recording(mission, mission.record());
    }

    private Activity<Reception> recording(Mission mission, Frequency frequency) {
        Recordings recordings = parts.recordings();
        if (recordings == null) {
            throw new IllegalArgumentException("this receiver gives no sound: " + mission.name());
        }
        recordings.reserve(Math.round(mission.length().toNanos() / 1e9 * BYTES_PER_SECOND) + WAV_HEADER_BYTES);
        long width = mission.bandwidth().hertz();
        IfPanorama task = new IfPanorama(
                frequency.hertz(), ReceiverRanges.spanFor(width), ReceiverRanges.filterFor(width), demodulation);
        return new SoundActivity(
                mission.name(), port, task, mission.length(), new SoundOutput(mission, recordings, parts.outlet()));
    }

    private Activity<Reception> watch(Mission mission) {
        return new ChannelWatch(mission, port, new WatchOutput(mission.name(), parts, scale)::put);
    }
}
