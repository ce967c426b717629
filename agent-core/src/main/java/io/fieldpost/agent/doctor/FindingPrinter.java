package io.fieldpost.agent.doctor;

import io.fieldpost.agent.console.Columns;
import io.fieldpost.agent.console.Language;
import io.fieldpost.agent.console.Words;
import java.util.Locale;

/**
 * Writes findings as plain text, the columns under each other: {@code ok    store    /var/lib/fieldpost: 1.9 GiB free, budget 2 GiB},
 * and what to do next on a line of its own.
 */
public final class FindingPrinter {
    private static final int LEVEL_COLUMNS = 6;
    private static final int SUBJECT_COLUMNS = 18;

    private final Words words;

    public FindingPrinter(Language language) {
        this.words = Words.beside(FindingPrinter.class, language);
    }

    /** One finding, one or two lines, without a newline at the end. */
    public String print(Finding finding) {
        String level = words.say("level." + finding.level().name().toLowerCase(Locale.ROOT));
        String line = Columns.padded(level, LEVEL_COLUMNS)
                + Columns.padded(finding.subject(), SUBJECT_COLUMNS)
                + finding.found();
        return finding.next().isEmpty() ? line : line + "\n" + " ".repeat(LEVEL_COLUMNS) + "→ " + finding.next();
    }

    /** The last line: how many findings of each level there are. */
    public String summary(java.util.List<Finding> findings) {
        long fail = count(findings, Finding.Level.FAIL);
        long warn = count(findings, Finding.Level.WARN);
        return fail + warn == 0 ? words.say("summary.well") : words.say("summary", fail, warn);
    }

    private static long count(java.util.List<Finding> findings, Finding.Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
