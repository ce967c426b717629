package io.fieldpost.driver.testkit;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which threads live now, to find those that somebody left behind. */
final class ThreadCensus {
    private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

    /**
     * Waits until no thread is alive that was not at the census.
     *
     * @param ignored threads that do not count
     * @return the names of those still alive after {@code bound}
     */
    List<String> leftAfter(Duration bound, Predicate<Thread> ignored) throws InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        List<Thread> left = newcomers(ignored);
        while (!left.isEmpty() && System.nanoTime() < end) {
            left.get(0).join(100);
            left = newcomers(ignored);
        }
        return left.stream().map(Thread::getName).sorted().toList();
    }

    private List<Thread> newcomers(Predicate<Thread> ignored) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.isAlive() && !ignored.test(thread))
                .toList();
    }
}
