package io.fieldpost.agent.plugin.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that pushes as fast as it can. */
class StreamInThreadTest {
    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private TestContext context;
    private final List<Point> points = AblePlugin.points("press-1", "a", "b", "c");

    @BeforeEach
    void makeAContext() {
        context = new TestContext("press-1", InstantSource.system(), directory.resolve("press-1"));
    }

    private StreamingDriver start(String note, List<Child> made) throws Exception {
        Path jar = AblePlugin.in(directory);
        ProcessFactory<AbleFactory.Settings> factory =
                new ProcessFactory<>(new AbleFactory(), "able", List.of(jar), source -> {
                    Child child = new InThreadChild(source);
                    made.add(child);
                    return child;
                });
        StreamingDriver driver = (StreamingDriver) factory.create(AbleFactory.settings(true, note, null), context);
        assertThat(driver).isNotInstanceOf(PolledDriver.class);
        driver.open();
        return driver;
    }

    @Test
    void allThatWasHandedOverArrivesInItsOrderAndPointsAreTheVeryOnesThatWereAskedFor() throws Exception {
        int all = 50_000;
        StreamingDriver driver = start(String.valueOf(all), new ArrayList<>());
        List<Measurement> arrived = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(all);
        driver.start(points, measurement -> {
            arrived.add(measurement);
            done.countDown();
        });

        assertThat(done.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        driver.close();
        for (int i = 0; i < all; i++) {
            assertThat(arrived.get(i).value()).isEqualTo(new Value.Int(i));
            assertThat(arrived.get(i).point()).isSameAs(points.get(i % 3));
        }
    }

    @Test
    void driverWaitsWhileTheAgentDoesNotKeepUpAndNothingIsLost() throws Exception {
        int all = 200_000;
        StreamingDriver driver = start(String.valueOf(all), new ArrayList<>());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(all);
        // The answer to start may stand behind measurements that nobody takes yet.
        FutureTask<Boolean> starting = new FutureTask<>(() -> {
            driver.start(points, measurement -> {
                begun.countDown();
                awaitQuietly(go);
                done.countDown();
            });
            return true;
        });
        new Thread(starting, "starting").start();
        assertThat(begun.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        awaitBlocked("flood");
        go.countDown();

        assertThat(starting.get(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(done.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        driver.close();
    }

    /** The thread of the driver, which is in this process here, waits for a long while: for the agent, on the writer of frames. */
    private static void awaitBlocked(String name) {
        long end = System.nanoTime() + BOUND.toNanos();
        while (System.nanoTime() < end) {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals(name)
                        && thread.getState() == Thread.State.WAITING
                        && List.of(thread.getStackTrace()).toString().contains("FrameWriter.put")) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the driver was never made to wait");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nothingArrivesAfterCloseOfADriverThatIsPushing() throws Exception {
        StreamingDriver driver = start(String.valueOf(Long.MAX_VALUE), new ArrayList<>());
        List<Measurement> arrived = new ArrayList<>();
        CountDownLatch some = new CountDownLatch(1000);
        driver.start(points, measurement -> {
            synchronized (arrived) {
                arrived.add(measurement);
            }
            some.countDown();
        });
        assertThat(some.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        driver.close();
        int atClose = arrived.size();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("source-press-1"));
        assertThat(arrived).hasSize(atClose);
        assertThat(context.losses()).isEmpty();
    }

    @Test
    void endOfTheChildIsALostConnection() throws Exception {
        List<Child> made = new ArrayList<>();
        StreamingDriver driver = start("1", made);
        driver.start(points, measurement -> {});
        made.get(0).kill();

        assertThat(context.awaitLoss(BOUND))
                .hasMessage("the process of plug-in able ended; what it handed over last may be lost")
                .extracting(DriverException::reason)
                .isEqualTo(DriverException.Reason.UNREACHABLE);
        driver.close();
        assertThat(context.losses()).hasSize(1);
    }
}
