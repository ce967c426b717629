package io.fieldpost.agent.shaping;

import io.fieldpost.driver.Measurement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Works expressions out when all that changed at once has come, and not in between, when half of it is old: a poll's answers belong
 * together, and so do values of one source time that follow each other. Where nothing else follows, a moment ends after
 * {@value #SETTLE_NANOS} ns.
 */
final class Moment {
    static final long SETTLE_NANOS = 20_000_000;

    private final Tally tally;
    private final List<Calculation> calculations = new ArrayList<>();
    private boolean together;
    private boolean open;
    private boolean ending;
    private Instant time = Instant.EPOCH;
    private long since;

    Moment(Tally tally) {
        this.tally = tally;
    }

    /** In the order of the file, so that each one finds those that it is made of worked out. */
    void add(Calculation calculation) {
        calculations.add(calculation);
    }

    /** What comes until {@link #end} belongs together. */
    void begin(long now) {
        end(now);
        together = true;
    }

    /**
     * Notes that an input is about to change.
     *
     * @param again whether it has changed in this moment already
     */
    void changes(Measurement measurement, boolean again, long now) {
        if (ending) {
            return;
        }
        if (open && !together && (again || !measurement.sourceTime().equals(time))) {
            end(now);
        }
        if (!open) {
            open = true;
            since = now;
            time = measurement.sourceTime();
            tally.wantTurn(now + SETTLE_NANOS);
        }
    }

    /** Ends the moment if nothing else has come for it. */
    void step(long now) {
        if (open && now - since >= SETTLE_NANOS) {
            end(now);
        } else if (open) {
            tally.wantTurn(since + SETTLE_NANOS);
        }
    }

    /** Works out whatever has changed. */
    void end(long now) {
        together = false;
        if (!open) {
            return;
        }
        ending = true;
        for (int i = 0; i < calculations.size(); i++) {
            calculations.get(i).workOut(now);
        }
        ending = false;
        open = false;
    }
}
