package io.fieldpost.driver.mqttin;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one connection: Paho occupies three for its whole life (sender, receiver, callback) and at times one to connect, disconnect
 * and ping; one more for what is due now and then. A mistake that ends one of them is told, and not kept in a future that nobody looks at.
 */
final class PahoThreads extends ScheduledThreadPoolExecutor {
    private static final int MOST = 5;

    private final Consumer<Throwable> died;

    PahoThreads(String name, Consumer<Throwable> died) {
        super(MOST, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        this.died = died;
        setRemoveOnCancelPolicy(true);
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
        super.afterExecute(task, thrown);
        if (thrown != null) {
            died.accept(thrown);
        } else if (task instanceof Future<?> future && future.isDone()) {
            try {
                future.get();
            } catch (ExecutionException e) {
                died.accept(e.getCause() == null ? e : e.getCause());
            } catch (CancellationException | InterruptedException e) {
                // Paho cancels its own tasks; a task that is done does not wait.
                return;
            }
        }
    }
}
