package io.fieldpost.agent.doctor;

import io.fieldpost.agent.console.Language;
import io.fieldpost.agent.console.Words;
import java.util.Locale;

/**
 * Writes findings as plain text, the columns under each other: {@code ok    store    /var/lib/fieldpost: 1.9 GiB free, budget 2 GiB},
 * and what to do next on a line of its own. A Chinese character takes two columns of a terminal.
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
        String line = padded(level, LEVEL_COLUMNS) + padded(finding.subject(), SUBJECT_COLUMNS) + finding.found();
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

    private static String padded(String text, int columns) {
        int width = text.codePoints().map(FindingPrinter::columns).sum();
        return text + " ".repeat(Math.max(1, columns - width));
    }

    /** Unicode Standard Annex 11, as far as our own words need it. */
    private static int columns(int codePoint) {
        return Character.isIdeographic(codePoint) || (codePoint >= 0x3000 && codePoint <= 0x303f) ? 2 : 1;
    }
}
