package io.fieldpost.agent.doctor;

import io.fieldpost.agent.ClockProbe;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Whether the clock can be right, and whether a time service says so. */
record ClockCheck(Verdict verdict, ClockProbe probe, InstantSource clock) implements Check {
    /** This program did not exist before. A gateway without a battery starts in 1970, or where it was switched off. */
    private static final int FIRST_YEAR = 2026;

    private static final int LAST_YEAR = 2100;

    @Override
    public String subject() {
        return verdict.subject();
    }

    @Override
    public Finding examine() {
        Instant now = clock.instant();
        int year = now.atOffset(ZoneOffset.UTC).getYear();
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return verdict.fail("clock.year", time);
        }
        return switch (probe.state()) {
            case SYNCHRONISED -> verdict.ok("clock.synchronised", time);
            case UNSYNCHRONISED -> verdict.warn("clock.unsynchronised", time);
            case UNKNOWN -> verdict.warn("clock.unknown", time);
        };
    }
}
