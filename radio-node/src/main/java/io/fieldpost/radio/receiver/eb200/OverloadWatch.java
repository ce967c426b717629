package io.fieldpost.radio.receiver.eb200;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks once a second whether the measured power is questionable: bit 3 of the questionable status register (SCPI-99, volume 1, 9.3 [M]).
 * Whoever uses rows asks; the answer arrives on the event loop. An instrument that doesn't answer with a number is not asked again.
 */
final class OverloadWatch {
    private static final int POWER = 1 << 3;
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private @Nullable CompletableFuture<String> asked;
    private long askedNanos;
    private volatile boolean useless;
    private volatile boolean overloaded;

    void ask(ScpiClient control, long nowNanos) {
        if (useless || asked != null && (!asked.isDone() || nowNanos - askedNanos < PAUSE_NANOS)) {
            return;
        }
        askedNanos = nowNanos;
        asked = control.ask("stat:ques:cond?").whenComplete((answer, failure) -> {
            if (answer != null) {
                answered(answer.strip());
            }
        });
    }

    /** The receiver was set anew: the next question is due at once. Until it is answered, what was known holds. */
    void again() {
        asked = null;
    }

    void answered(String answer) {
        if (answer.matches("[+-]?[0-9]{1,9}")) {
            overloaded = (Integer.parseInt(answer) & POWER) != 0;
        } else {
            useless = true;
            overloaded = false;
        }
    }

    /** Any thread. */
    boolean overloaded() {
        return overloaded;
    }
}
