package io.fieldpost.agent.console;

import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.StoreFigures;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The figures of a store as a technician reads them, on the page and in a terminal. */
record StoreWords(StoreFigures store, Words words) {
    private static final double HUNDREDTHS = 100;

    /** How much is written for each byte that was to be kept; a dash while nothing was. */
    String writtenPerPayloadByte() {
        if (store.payloadBytes() == 0) {
            return "–";
        }
        return words.say("store.per.byte.value", rounded((double) store.writtenBytes() / store.payloadBytes()));
    }

    String forcesPerMinute() {
        return words.say("store.forces.value", rounded(store.forcesPerMinute()));
    }

    /** How many records, and why. */
    String lost() {
        String causes = Arrays.stream(Loss.Cause.values())
                .filter(store.lost()::containsKey)
                .map(this::lostTo)
                .collect(Collectors.joining(", "));
        return causes.isEmpty() ? words.say("store.lost.nothing") : causes;
    }

    String setAside() {
        return Words.count(store.setAside());
    }

    private String lostTo(Loss.Cause cause) {
        String count = Words.count(store.lost().getOrDefault(cause, 0L));
        return words.say("store.lost.cause", count, words.constant("lost", cause));
    }

    private static String rounded(double value) {
        return Words.number(Math.rint(value * HUNDREDTHS) / HUNDREDTHS);
    }
}
