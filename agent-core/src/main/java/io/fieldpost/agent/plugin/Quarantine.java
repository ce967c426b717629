package io.fieldpost.agent.plugin;

import io.fieldpost.config.Durations;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which plug-ins are not loaded for what they did, in exactly the state that did it: other jars are another plug-in. Lasts as long as the process; a
 * restart of the agent is a fresh attempt. Any thread.
 */
final class Quarantine {
    private final GuardLimits limits;
    private final Map<String, Held> held = new TreeMap<>();
    /** How often each was held since it last had other jars or was released by a person. */
    private final Map<String, Past> past = new HashMap<>();

    /** How much was decided about each: one that was held and let go is to be loaded anew. */
    private final Map<String, Integer> decisions = new TreeMap<>();

    private record Held(String sha256, Verdict verdict, Duration pause, long untilNanos) {}

    private record Past(String sha256, int times) {}

    Quarantine(GuardLimits limits) {
        this.limits = limits;
    }

    /** @return what the plug-in's sources say from now on */
    synchronized String hold(String plugin, String sha256, Verdict verdict, long nowNanos) {
        Past last = past.get(plugin);
        int times = last != null && last.sha256().equals(sha256) ? last.times() + 1 : 1;
        past.put(plugin, new Past(sha256, times));
        Duration pause = pause(times);
        decided(plugin);
        held.put(plugin, new Held(sha256, verdict, pause, nowNanos + pause.toNanos()));
        return complaint(plugin, sha256);
    }

    private Duration pause(int times) {
        Duration pause = limits.firstPause();
        for (int i = 1; i < times && pause.compareTo(limits.longestPause()) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(limits.longestPause()) > 0 ? limits.longestPause() : pause;
    }

    /** Lets those go whose pause is over. */
    synchronized void step(long nowNanos) {
        held.entrySet().removeIf(each -> {
            Held one = each.getValue();
            boolean over = one.verdict().misconduct().mild && nowNanos - one.untilNanos() >= 0;
            if (over) {
                decided(each.getKey());
            }
            return over;
        });
    }

    /** Lets one go because a person says so. @return whether it was held */
    synchronized boolean release(String plugin) {
        past.remove(plugin);
        boolean wasHeld = held.remove(plugin) != null;
        if (wasHeld) {
            decided(plugin);
        }
        return wasHeld;
    }

    private void decided(String plugin) {
        decisions.merge(plugin, 1, Integer::sum);
    }

    /** Why it may not be loaded; empty when it may. Other jars let it go. */
    synchronized String complaint(String plugin, String sha256) {
        Held one = held.get(plugin);
        if (one == null) {
            return "";
        }
        if (!one.sha256().equals(sha256)) {
            held.remove(plugin);
            return "";
        }
        return "it is quarantined, " + one.verdict().fact()
                + "; tell its vendor, and replace its jars or let it try again with "
                + "'fieldpost plugins release " + plugin + "'"
                + (one.verdict().misconduct().mild
                        ? "; without that it is tried again after " + Durations.format(one.pause())
                        : "");
    }

    synchronized boolean holds(String plugin) {
        return held.containsKey(plugin);
    }

    /** A text that changes with what is decided about a plug-in. */
    synchronized String mark(String plugin) {
        return String.valueOf(decisions.getOrDefault(plugin, 0));
    }

    /** The same for all of them. */
    synchronized String marks() {
        return decisions.toString();
    }
}
