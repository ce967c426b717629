package io.fieldpost.demo;

import io.fieldpost.agent.cli.Demonstration;
import io.fieldpost.agent.store.StoreException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The command {@code fieldpost demo}: starts a {@link Stage}, prints a line a second, and leaves nothing behind. */
public final class Demo implements Demonstration {
    private static final int STORE_NOT_OURS = 4;

    private final CountDownLatch over = new CountDownLatch(1);

    @Override
    public int run(@Nullable Path store, int seconds, int consolePort, PrintWriter out) throws Exception {
        Path directory = store == null ? Files.createTempDirectory("fieldpost-demo-") : store.toAbsolutePath();
        Stage stage = new Stage(directory, store == null, consolePort, out);
        Thread stop = new Thread(() -> end(stage), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            stage.open();
        } catch (StoreException e) {
            out.println("fieldpost: " + e.getMessage());
            out.flush();
            return STORE_NOT_OURS;
        }
        for (int second = 1; seconds == 0 || second <= seconds; second++) {
            if (over.await(1, TimeUnit.SECONDS)) {
                break;
            }
            stage.printLine(second);
        }
        if (over.getCount() == 0) {
            // A signal asked for the end, and the thread that serves it ends the process.
            new CountDownLatch(1).await();
        }
        Runtime.getRuntime().removeShutdownHook(stop);
        return stage.close() ? 0 : 1;
    }

    private void end(Stage stage) {
        over.countDown();
        Runtime.getRuntime().halt(stage.close() ? 0 : 1);
    }
}
