package io.fieldpost.radio.node;

import io.fieldpost.radio.detect.DetectionSettings;
import io.fieldpost.radio.detect.Detector;
import io.fieldpost.radio.detect.EmissionTracker;
import io.fieldpost.radio.detect.Persistence;
import io.fieldpost.radio.detect.SubBandNoise;
import io.fieldpost.radio.licence.BoardSettings;
import io.fieldpost.radio.licence.ChannelBoard;
import io.fieldpost.radio.licence.LicenceList;
import io.fieldpost.radio.settings.Mission;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what watches the bands of one node. */
final class BandMonitors {
    /** Half of what a person accepts: one false emission a day of continuous scanning. */
    private static final double FALSE_EMISSIONS_A_DAY = 0.5;

    private static final long IDS_OF_ONE = 1_000_000_000L;

    private final @Nullable LicenceList licences;
    private final long epoch;
    private long firstId;

    /**
     * @param licences null without a list
     * @param epoch of the emissions' ids, new at each start
     */
    BandMonitors(@Nullable LicenceList licences, long epoch) {
        this.licences = licences;
        this.epoch = epoch;
    }

    /** What watches the band of a mission, rows of which have so many cells. */
    BandMonitor monitor(Mission mission, int cells, BandMonitor.Listener listener) {
        Duration revisit = mission.timing().every();
        DetectionSettings settings = DetectionSettings.forScan(
                FALSE_EMISSIONS_A_DAY, cells, revisit == null ? Duration.ofSeconds(1) : revisit, Persistence.DEFAULT);
        ChannelBoard board = licences == null ? null : new ChannelBoard(licences, List.of(), BoardSettings.DEFAULT);
        // Ids differ between missions of one start by their first number.
        EmissionTracker tracker = new EmissionTracker(Persistence.DEFAULT, epoch, firstId);
        firstId += IDS_OF_ONE;
        return new BandMonitor(new Detector(settings, new SubBandNoise()), tracker, board, listener);
    }
}
