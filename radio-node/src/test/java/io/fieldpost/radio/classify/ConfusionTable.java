package io.fieldpost.radio.classify;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Prints what synthesised signals are taken for, by class and SNR, and how often a stated confidence is right. From {@code radio-node}, after
 * a build:
 *
 * <pre>java -cp "$(../mvnw -q -B dependency:build-classpath -Dmdep.outputFile=/dev/stdout -Dmdep.includeScope=test):target/classes:target/test-classes" io.fieldpost.radio.classify.ConfusionTable</pre>
 */
final class ConfusionTable {
    static final double[] SNR_DB = {5, 10, 15, 20, 30};

    private final Map<Modulation, int[]> said = new EnumMap<>(Modulation.class);
    private final int[] right = new int[11];
    private final int[] stated = new int[11];
    private final Map<Modulation, int[]> sure = new EnumMap<>(Modulation.class);

    void add(Modulation truth, Classification result) {
        said.computeIfAbsent(truth, m -> new int[Modulation.values().length])[
                result.modulation().ordinal()]++;
        int bin = (int) (10 * result.confidence() + 1e-9);
        stated[bin]++;
        right[bin] += result.modulation() == truth ? 1 : 0;
        if (result.confidence() >= 0.9) {
            int[] row = sure.computeIfAbsent(result.modulation(), m -> new int[2]);
            row[0]++;
            row[1] += result.modulation() == truth ? 1 : 0;
        }
    }

    /** Of results of this kind with a stated confidence of 0.9 or more: how many there are, and how many are right. */
    int[] sure(Modulation modulation) {
        return sure.getOrDefault(modulation, new int[2]);
    }

    void print() {
        StringBuilder head = new StringBuilder(String.format("%-10s", ""));
        for (Modulation m : Modulation.values()) {
            head.append(String.format(" | %10s", m));
        }
        System.out.println(head);
        said.forEach((truth, row) -> {
            StringBuilder line = new StringBuilder(String.format("%-10s", truth));
            for (int n : row) {
                line.append(String.format(" | %10d", n));
            }
            System.out.println(line);
        });
    }

    void printConfidence() {
        for (int bin = 0; bin < stated.length; bin++) {
            if (stated[bin] > 0) {
                System.out.printf(
                        Locale.ROOT,
                        "stated %.1f..: %d, right %.1f %%%n",
                        bin / 10.0,
                        stated[bin],
                        100.0 * right[bin] / stated[bin]);
            }
        }
        sure.forEach((m, row) -> System.out.printf(
                Locale.ROOT, "%s stated with 0.9 or more: %d, right %.1f %%%n", m, row[0], 100.0 * row[1] / row[0]));
    }

    public static void main(String[] arguments) {
        int each = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        ConfusionTable all = new ConfusionTable();
        for (double snr : SNR_DB) {
            ConfusionTable table = new ConfusionTable();
            for (Modulation truth : Modulation.values()) {
                for (int i = 0; truth != Modulation.UNKNOWN && i < each; i++) {
                    Classification result =
                            Classifier.classify(new TestSignals(seed + 1000L * i + (long) snr).signal(truth, snr));
                    table.add(truth, result);
                    all.add(truth, result);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "SNR %.0f dB, %d signals of each kind (rows) and what they were taken for%n",
                    snr,
                    each);
            table.print();
        }
        all.printConfidence();
    }
}
