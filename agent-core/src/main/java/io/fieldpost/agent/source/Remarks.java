package io.fieldpost.agent.source;

import io.fieldpost.driver.Remark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a driver said of its connection; the first subjects, up to a bound, and how many there are in all. Any thread. */
final class Remarks {
    private static final int KEPT = 100;
    /** Names alone, so that a remark that is taken back is known; a driver that invents subjects without end is not followed. */
    private static final int COUNTED = 100_000;

    private final Map<String, Remark> kept = new LinkedHashMap<>();
    private final Set<String> further = new HashSet<>();

    synchronized void note(Remark remark) {
        String subject = remark.subject();
        if (remark.text().isEmpty()) {
            kept.remove(subject);
            further.remove(subject);
        } else if (kept.containsKey(subject) || kept.size() < KEPT) {
            kept.put(subject, remark);
        } else if (further.size() < COUNTED) {
            further.add(subject);
        }
    }

    synchronized List<Remark> kept() {
        return new ArrayList<>(kept.values());
    }

    synchronized int count() {
        return kept.size() + further.size();
    }
}
