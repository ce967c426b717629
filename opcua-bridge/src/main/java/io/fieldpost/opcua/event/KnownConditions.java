package io.fieldpost.opcua.event;

import io.fieldpost.driver.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a source that still want attention, for as long as the source lives, over all its sessions: what was there before
 * an interruption and is not told again by the refresh after it has ended while nobody watched. Bounded; the oldest is forgotten.
 */
public final class KnownConditions {
    private static final int MOST = 10_000;

    /** Condition by watch, condition and branch, with the record that told of it. */
    private final Map<String, Value.Record> retained = new LinkedHashMap<>();

    /** What the refresh that is under way has told, by watch. */
    private final Map<String, Set<String>> refreshed = new HashMap<>();

    private @Nullable Instant lastHeard;

    /** When the last session heard of its server, or nothing before the first. */
    synchronized @Nullable Instant lastHeard() {
        return lastHeard;
    }

    synchronized void heard(Instant now) {
        lastHeard = now;
    }

    synchronized void told(String watch, String condition, String branch, boolean retain, Value.Record event) {
        String key = watch + '\n' + condition + ' ' + branch;
        retained.remove(key);
        if (retain) {
            retained.put(key, event);
            if (retained.size() > MOST) {
                Iterator<String> oldest = retained.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
        Set<String> seen = refreshed.get(watch);
        if (seen != null && seen.size() < MOST) {
            seen.add(key);
        }
    }

    /** Whether this condition, or a branch of it, was told and still wants attention. */
    synchronized boolean knows(String watch, String condition) {
        String prefix = watch + '\n' + condition + ' ';
        return retained.keySet().stream().anyMatch(key -> key.startsWith(prefix));
    }

    synchronized void refreshBegins(String watch) {
        refreshed.put(watch, new HashSet<>());
    }

    /** Conditions that were known and that the refresh did not tell; they are forgotten. */
    synchronized List<Value.Record> refreshEnds(String watch) {
        Set<String> seen = refreshed.remove(watch);
        List<Value.Record> gone = new ArrayList<>();
        if (seen != null) {
            Iterator<Map.Entry<String, Value.Record>> all = retained.entrySet().iterator();
            while (all.hasNext()) {
                Map.Entry<String, Value.Record> one = all.next();
                if (one.getKey().startsWith(watch + '\n') && !seen.contains(one.getKey())) {
                    gone.add(one.getValue());
                    all.remove();
                }
            }
        }
        return gone;
    }
}
