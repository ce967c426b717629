package io.fieldpost.agent.source;

import io.fieldpost.driver.Remark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a driver said of its connection; the first remarks, up to a bound, and how many there are in all. Any thread. */
final class Remarks {
    private static final int KEPT = 100;
    /** Names alone, so that a remark that is taken back is known; a driver that invents subjects without end is not followed. */
    private static final int COUNTED = 100_000;

    private final Map<Topic, Remark> kept = new LinkedHashMap<>();
    private final Set<Topic> further = new HashSet<>();

    /** What a remark is about: the next one about the same takes its place. */
    private record Topic(String subject, String aspect) {}

    synchronized void note(Remark told) {
        Remark remark = new Remark(
                Retold.shortened(told.subject()), Retold.shortened(told.aspect()), Retold.shortened(told.text()));
        Topic topic = new Topic(remark.subject(), remark.aspect());
        if (remark.text().isEmpty()) {
            kept.remove(topic);
            further.remove(topic);
        } else if (kept.containsKey(topic) || kept.size() < KEPT) {
            kept.put(topic, remark);
        } else if (further.size() < COUNTED) {
            further.add(topic);
        }
    }

    /** Those about one subject stand together, where the first of them stands. */
    synchronized List<Remark> kept() {
        Map<String, List<Remark>> bySubject = new LinkedHashMap<>();
        kept.values()
                .forEach(remark -> bySubject
                        .computeIfAbsent(remark.subject(), unused -> new ArrayList<>())
                        .add(remark));
        return bySubject.values().stream().flatMap(List::stream).toList();
    }

    synchronized int count() {
        return kept.size() + further.size();
    }
}
