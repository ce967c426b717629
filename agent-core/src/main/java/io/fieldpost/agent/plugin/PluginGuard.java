package io.fieldpost.agent.plugin;

import io.fieldpost.agent.source.Conduct;
import io.fieldpost.agent.status.PluginStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the accounts of all plug-ins and says which has gone too far. {@link #step} looks at the process's threads once, which takes microseconds;
 * nothing here runs a plug-in's code. {@link #step}, {@link #loaded} and {@link #gone} belong to one thread, the rest to any.
 */
final class PluginGuard {
    private final GuardLimits limits;
    private final Quarantine quarantine;
    private final PluginOutput output;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final List<WatchedPlugin> watched = new ArrayList<>();
    private Thread[] seen = new Thread[64];

    /** What is kept of a plug-in of one name, whichever jars it had. */
    private static final class Account {
        private final Conduct conduct = new Conduct(true);
        private volatile long loads;
        private volatile int threads;
        private volatile int threadsLeft;
        private volatile long cpuNanos;
    }

    /** A plug-in that has gone too far just now. */
    record Caught(Plugin plugin, String complaint) {}

    PluginGuard(GuardLimits limits, PluginOutput output) {
        this.limits = limits;
        this.output = output;
        this.quarantine = new Quarantine(limits);
    }

    Quarantine quarantine() {
        return quarantine;
    }

    /** Where the conduct of a plug-in's drivers is counted. */
    Conduct conduct(String plugin) {
        return account(plugin).conduct;
    }

    private Account account(String plugin) {
        return accounts.computeIfAbsent(plugin, unused -> new Account());
    }

    /** From now on what plug-ins write to standard output and the log of this process is bounded. */
    void boundOutput() {
        output.install();
    }

    /** Begins to watch one. */
    void loaded(Plugin plugin, long nowNanos) {
        Account account = account(plugin.name());
        account.loads++;
        PluginFigures figures = PluginFigures.of(account.conduct, output.cut(plugin.name()), 0, 0);
        watched.add(new WatchedPlugin(plugin, limits, figures, nowNanos));
    }

    /** One is no longer loaded, and its drivers have ended or were given up. */
    void gone(Plugin plugin, long nowNanos) {
        for (WatchedPlugin each : watched) {
            if (each.plugin() == plugin && !each.hasLeft()) {
                each.leave(nowNanos);
            }
        }
    }

    /** Looks once. @return those that have gone too far since; each stays watched until it is {@link #gone} */
    List<Caught> step(long nowNanos) {
        quarantine.step(nowNanos);
        look();
        List<Caught> caught = new ArrayList<>();
        for (WatchedPlugin each : watched) {
            each.tell(nowNanos, limits.leftFor().toNanos());
            if (each.hasLeft() || quarantine.holds(each.plugin().name())) {
                continue;
            }
            PluginFigures figures =
                    PluginFigures.of(each.conduct(), output.cut(each.plugin().name()), each.threads(), each.cpuNanos());
            Verdict verdict = each.rules().judge(figures, nowNanos);
            if (verdict != null) {
                String complaint =
                        quarantine.hold(each.plugin().name(), each.plugin().sha256(), verdict, nowNanos);
                caught.add(new Caught(each.plugin(), complaint));
            }
        }
        watched.removeIf(each -> each.hasLeft() && each.allThreads() == 0);
        return caught;
    }

    private void look() {
        watched.forEach(WatchedPlugin::beginLook);
        int count = watched.isEmpty() ? 0 : threads();
        for (int i = 0; i < count; i++) {
            for (WatchedPlugin each : watched) {
                if (each.has(seen[i])) {
                    each.note(seen[i]);
                    break;
                }
            }
        }
        Arrays.fill(seen, null);
        Map<String, Integer> threads = new HashMap<>();
        Map<String, Integer> left = new HashMap<>();
        for (WatchedPlugin each : watched) {
            long before = each.cpuNanos();
            each.endLook();
            account(each.plugin().name()).cpuNanos += each.cpuNanos() - before;
            (each.hasLeft() ? left : threads)
                    .merge(each.plugin().name(), each.hasLeft() ? each.allThreads() : each.threads(), Integer::sum);
        }
        accounts.forEach((name, account) -> {
            account.threads = threads.getOrDefault(name, 0);
            account.threadsLeft = left.getOrDefault(name, 0);
        });
    }

    /** Fills {@link #seen} with all threads of the process. */
    private int threads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        int count = root.enumerate(seen, true);
        while (count == seen.length) {
            seen = new Thread[2 * seen.length];
            count = root.enumerate(seen, true);
        }
        return count;
    }

    /** The account of a plug-in at this moment. */
    PluginStatus status(String name, String version, String sha256, PluginStatus.State state, String detail) {
        Account account = account(name);
        Conduct conduct = account.conduct;
        return new PluginStatus(
                name,
                version,
                sha256,
                state,
                detail,
                account.loads,
                conduct.accepted(),
                conduct.failures(),
                conduct.dropped(),
                conduct.lateMeasurements(),
                conduct.overdueCalls(),
                conduct.hangingCalls(),
                conduct.errors(),
                account.threads,
                account.threadsLeft,
                Duration.ofNanos(account.cpuNanos),
                output.cut(name));
    }
}
