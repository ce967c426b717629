package io.fieldpost.driver.certifier;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a vendor hands to a customer.
 *
 * @param facts what was tried, with what and when, in the order in which they are printed
 * @param asPlugin what the jars showed without any test
 * @param suites what the tests showed
 */
record Certificate(Map<String, String> facts, List<Outcome> asPlugin, List<Suite> suites) {
    private static final int FACT_COLUMN = 16;
    private static final int VERDICT_COLUMN = 13;

    boolean isHeld() {
        return asPlugin.stream().noneMatch(Outcome::isFailed)
                && !suites.isEmpty()
                && suites.stream().noneMatch(Suite::isFailed);
    }

    /** Prints it, one line for each fact and each promise. */
    void print(PrintWriter out) {
        out.println("Fieldpost driver report");
        out.println();
        facts.forEach((what, value) -> out.println(padded(what, FACT_COLUMN) + value));
        print(out, "As a plug-in", asPlugin);
        for (Suite suite : suites) {
            print(
                    out,
                    "Promises of every driver, for protocol " + suite.protocol() + ", by " + suite.name(),
                    suite.promises());
            if (!suite.own().isEmpty()) {
                print(out, "What else " + suite.name() + " tries", suite.own());
            }
        }
        out.println();
        out.println(sum());
    }

    private static void print(PrintWriter out, String title, List<Outcome> outcomes) {
        out.println();
        out.println(title);
        for (Outcome outcome : outcomes) {
            String reason = outcome.reason().isEmpty() ? "" : ": " + outcome.reason();
            out.println("  " + padded(outcome.verdict().word(), VERDICT_COLUMN) + outcome.promise() + reason);
        }
    }

    private String sum() {
        Map<Outcome.Verdict, Long> counts = Stream.concat(
                        asPlugin.stream(),
                        suites.stream()
                                .flatMap(suite -> Stream.concat(suite.promises().stream(), suite.own().stream())))
                .collect(Collectors.groupingBy(Outcome::verdict, Collectors.counting()));
        return (isHeld() ? "CERTIFIED: " : "NOT CERTIFIED: ")
                + Stream.of(Outcome.Verdict.values())
                        .map(verdict -> counts.getOrDefault(verdict, 0L) + " "
                                + verdict.word().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    private static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(1, columns - text.length()));
    }
}
