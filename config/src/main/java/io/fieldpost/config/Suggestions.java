package io.fieldpost.config;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the known name that somebody most likely meant. Distance: optimal string alignment, the restricted Damerau-Levenshtein
 * distance (Boytsov 2011, section 2.1), which counts a swap of neighbours as one mistake; case, {@code -} and {@code _} do not count.
 */
final class Suggestions {
    private static final int LONGEST = 64;

    private Suggestions() {}

    /** The nearest of the known names, or null when none is near: at most one mistake in three characters. */
    static @Nullable String nearest(String found, Collection<String> known) {
        String wanted = folded(found);
        if (wanted.length() > LONGEST) {
            return null;
        }
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            String candidate = folded(name);
            int allowed = Math.max(1, Math.max(wanted.length(), candidate.length()) / 3);
            if (candidate.length() > LONGEST || Math.abs(candidate.length() - wanted.length()) > allowed) {
                continue;
            }
            int distance = distance(wanted, candidate);
            if (distance <= allowed && distance < least && distance < candidate.length()) {
                best = name;
                least = distance;
            }
        }
        return best;
    }

    /** {@code ; did you mean 'opcua'?}, or nothing. */
    static String didYouMean(String found, Collection<String> known) {
        String nearest = nearest(found, known);
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }

    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substituted, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
