package io.fieldpost.radio.detect;

import java.time.Instant;

/**
 * An emission with its life, as it was at one moment.
 *
 * @param firstSeen the first of the looks that proved it
 * @param lastSeen the last look that saw it
 * @param startHz lower edge of the stretch in which it was last seen
 * @param stopHz upper edge of that
 * @param centerHz averaged over about three looks, so it follows a drift
 * @param bandwidthHz likewise
 * @param levelDb likewise, in power
 * @param levelMeanDb mean power over all looks that saw it
 * @param levelMaxDb the highest of them
 * @param snrDb of the last look
 * @param looksOn how many looks saw it
 * @param looksOff how many did not, between those that did; looks that prove nothing are not counted
 * @param switchedOn how often it came on: 1 for one that never paused
 * @param emissionClass what others have found it to be; empty while nobody has
 */
public record Emission(
        EmissionId id,
        Instant firstSeen,
        Instant lastSeen,
        double startHz,
        double stopHz,
        double centerHz,
        double bandwidthHz,
        double levelDb,
        double levelMeanDb,
        double levelMaxDb,
        double snrDb,
        long looksOn,
        long looksOff,
        long switchedOn,
        String emissionClass) {}
