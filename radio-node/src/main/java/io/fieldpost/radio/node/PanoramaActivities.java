package io.fieldpost.radio.node;

import io.fieldpost.radio.mission.Activity;
import io.fieldpost.radio.settings.Mission;

/** Makes of each mission without a band what it does with an R&amp;S receiver. */
final class PanoramaActivities {
    private final PanoramaParts parts;
    private final PanoramaPort port;
    private final LevelScale scale;

    PanoramaActivities(PanoramaParts parts, PanoramaPort port) {
        this.parts = parts;
        this.port = port;
        CalibrationFiles calibration = parts.files().calibration();
        scale = new LevelScale(calibration.calibration(), calibration.unit(), parts.surroundings());
    }

    /**
     * The activity of a mission.
     *
     * @throws IllegalArgumentException when this receiver can't carry it out
     */
    Activity<Reception> of(Mission mission) {
        return new ChannelWatch(mission, port, new WatchOutput(mission.name(), parts, scale)::put);
    }
}
