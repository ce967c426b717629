package io.fieldpost.radio.node;

import org.jspecify.annotations.Nullable;

/**
 * What a node around a receiver that measures by itself is made of.
 *
 * @param instrument the receiver
 * @param surroundings what is known of it
 * @param files calibration and licences
 * @param epoch of the emissions' ids, new at each start
 * @param outlet where results go
 * @param recordings where sound goes; null for a receiver that has none
 */
record PanoramaParts(
        Instrument instrument,
        Surroundings surroundings,
        NodeFiles files,
        long epoch,
        Outlet outlet,
        @Nullable Recordings recordings) {}
