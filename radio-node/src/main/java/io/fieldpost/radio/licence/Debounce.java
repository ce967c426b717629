package io.fieldpost.radio.licence;

import java.time.Duration;
import java.time.Instant;

/** Lets a condition through when it has lasted, and its end when that has lasted. Time during which nothing was learnt doesn't count. */
final class Debounce {
    /** What a step brought. */
    enum Step {
        NOTHING,
        RAISED,
        CLEARED
    }

    private final Duration raiseAfter;
    private final Duration clearAfter;
    private Duration lasted = Duration.ZERO;
    private Instant since = Instant.EPOCH;
    private boolean raised;
    private boolean pending;

    Debounce(Duration raiseAfter, Duration clearAfter) {
        this.raiseAfter = raiseAfter;
        this.clearAfter = clearAfter;
    }

    /**
     * @param elapsed since the step before, as far as something was learnt in between
     */
    Step step(boolean condition, Instant now, Duration elapsed) {
        if (condition == raised) {
            pending = false;
            return Step.NOTHING;
        }
        lasted = pending ? lasted.plus(elapsed) : Duration.ZERO;
        since = condition && !pending ? now : since;
        pending = true;
        if (lasted.compareTo(raised ? clearAfter : raiseAfter) < 0) {
            return Step.NOTHING;
        }
        raised = condition;
        pending = false;
        return raised ? Step.RAISED : Step.CLEARED;
    }

    /** Whether it is raised or on its way to be. */
    boolean busy() {
        return raised || pending;
    }

    /** When the condition began; of use from its beginning until it is told to be over. */
    Instant since() {
        return since;
    }
}
