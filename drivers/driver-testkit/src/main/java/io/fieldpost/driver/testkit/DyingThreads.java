package io.fieldpost.driver.testkit;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes down which threads end by an exception, as long as it is open. One at a time in a process. */
final class DyingThreads implements AutoCloseable {
    private final @Nullable UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final List<String> dead = new CopyOnWriteArrayList<>();

    /**
     * Begins.
     *
     * @param ignored threads that do not count
     */
    DyingThreads(Predicate<Thread> ignored) {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            if (!ignored.test(thread)) {
                dead.add(thread.getName() + ": " + thrown);
            }
        });
    }

    List<String> dead() {
        return List.copyOf(dead);
    }

    @Override
    public void close() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }
}
