package io.fieldpost.driver.meters;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One meter as it has behaved on this connection: what went wrong, whether it rests, and which of its items it is mute about. Some
 * meters refuse an item that they do not have by saying nothing; that item rests alone then. For one thread.
 */
final class MeterStation {
    private final MeterAddress meter;
    private final Duration firstRest;
    private final FaultCounts counts;
    private final Rest rest;
    private final Map<String, Rest> muteItems = new HashMap<>();
    private final Set<String> damaged = new HashSet<>();
    private long lastVisited;
    private long told;

    MeterStation(MeterAddress meter, Duration firstRest, Instant since) {
        this.meter = meter;
        this.firstRest = firstRest;
        this.counts = new FaultCounts(since);
        this.rest = new Rest(firstRest);
    }

    MeterAddress meter() {
        return meter;
    }

    FaultCounts counts() {
        return counts;
    }

    /** Whether it answered when it was last asked, or never was. */
    boolean isResponsive() {
        return !rest.hasBegun();
    }

    boolean isDue(Instant now) {
        return rest.isOver(now);
    }

    boolean isDue(String identifier, Instant now) {
        Rest mute = muteItems.get(identifier);
        return mute == null || mute.isOver(now);
    }

    /** It answered, be it with a refusal. */
    void answered(String identifier) {
        rest.end();
        muteItems.remove(identifier);
        damaged.remove(identifier);
    }

    /** Something came, and not the answer: the meter may be there. */
    void answeredDamaged(String identifier) {
        rest.end();
        muteItems.remove(identifier);
        damaged.add(identifier);
    }

    /** Whether the last answer about an item could not be used: such an item is asked for last, so that it costs the others nothing. */
    boolean wasDamaged(String identifier) {
        return damaged.contains(identifier);
    }

    /** It said nothing at all. */
    void fellSilent(Instant now) {
        rest.begin(now);
    }

    /** It answered to something else, and not to this. */
    void wasMuteAbout(String identifier, Instant now) {
        muteItems.computeIfAbsent(identifier, unused -> new Rest(firstRest)).begin(now);
    }

    /** Notes the round in which it was last asked for something. */
    void visited(long round) {
        lastVisited = round;
    }

    /** The round in which it was last asked for something; 0 when it never was. */
    long lastVisited() {
        return lastVisited;
    }

    /** Whether something went wrong since the last time that this was asked. */
    boolean hasNewFaults() {
        long total = counts.total();
        boolean news = total != told;
        told = total;
        return news;
    }
}
