package io.fieldpost.driver.meters;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How often what went wrong with one meter since the connection was opened. For one thread. */
final class FaultCounts {
    private final Map<LineFault, Long> counts = new EnumMap<>(LineFault.class);
    private final Instant since;
    private long requests;
    private LineFault latest = LineFault.SILENCE;

    FaultCounts(Instant since) {
        this.since = since.truncatedTo(ChronoUnit.SECONDS);
    }

    void request() {
        requests++;
    }

    void count(LineFault fault) {
        counts.merge(fault, 1L, Long::sum);
        latest = fault;
    }

    /** How often one kind has happened. */
    long of(LineFault fault) {
        return counts.getOrDefault(fault, 0L);
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All kinds with their counts, and what to do about the latest. */
    String told() {
        String kinds = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey().words())
                .collect(Collectors.joining(", "));
        return "in " + requests + " requests since " + since + ": " + kinds + "; " + latest.advice();
    }
}
