package io.fieldpost.agent.store;

import java.util.Locale;

/** Prints what was measured, one line a figure, as {@link RaceReport} reads it: contender, phase, figure, value. */
final class Figures {
    private final String contender;

    Figures(String contender) {
        this.contender = contender;
    }

    void print(String phase, String figure, double value) {
        System.out.println(String.format(Locale.ROOT, "%s %s %s %.6g", contender, phase, figure, value));
    }

    /** Rates and costs of one phase. */
    void print(String phase, Usage usage, long records, long bytes) {
        double seconds = usage.nanos() / 1e9;
        print(phase, "records/s", records / seconds);
        print(phase, "MB/s", bytes / 1e6 / seconds);
        print(phase, "cpu-us/record", usage.cpuNanos() / 1e3 / records);
        print(phase, "allocated/record", (double) usage.allocatedBytes() / records);
    }
}
