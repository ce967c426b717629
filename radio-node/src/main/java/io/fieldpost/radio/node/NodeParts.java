package io.fieldpost.radio.node;

import io.fieldpost.radio.licence.LicenceList;
import io.fieldpost.radio.settings.EvidenceSettings;
import io.fieldpost.radio.settings.NoiseSourceSettings;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node is made of.
 *
 * @param port the receiver
 * @param surroundings what is known of it
 * @param calibration what levels mean
 * @param licences what may transmit; null without a list
 * @param epoch of the emissions' ids, new at each start
 * @param outlet where results go
 * @param clock what stamps them
 * @param recordings where recordings go
 * @param description what recordings say about where they come from
 * @param gainsTenthsOfDb what the receiver has, ascending; empty when that is not known
 * @param gainIsControlled whether gain follows what scans see
 * @param noiseSource what checks the receiver
 * @param evidence what is kept of an alarm
 */
record NodeParts(
        ReceiverPort port,
        Surroundings surroundings,
        CalibrationFiles calibration,
        @Nullable LicenceList licences,
        long epoch,
        Outlet outlet,
        InstantSource clock,
        Recordings recordings,
        Description description,
        List<Integer> gainsTenthsOfDb,
        boolean gainIsControlled,
        NoiseSourceSettings noiseSource,
        EvidenceSettings evidence) {
    NodeParts {
        gainsTenthsOfDb = List.copyOf(gainsTenthsOfDb);
    }
}
