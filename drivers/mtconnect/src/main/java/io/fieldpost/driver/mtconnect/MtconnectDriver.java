package io.fieldpost.driver.mtconnect;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.StreamingDriver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One agent, followed from a thread of its own. It asks for samples again and again and does not let the agent push them: each answer is then
 * one whole document with its sequences, nothing stands half-read when a connection breaks, and what is lost is the same arithmetic
 * either way.
 */
final class MtconnectDriver implements StreamingDriver {
    /** Between two requests for what is missing, so that neither the agent nor the store is flooded by it. */
    private static final Duration FILL_PACE = Duration.ofMillis(100);

    /** Between two requests for what is new when more is there: an agent that always says so must not have all of the gateway. */
    private static final Duration LIVE_PACE = Duration.ofMillis(10);

    private static final Duration JOIN = Duration.ofSeconds(2);

    private final MtconnectSettings settings;
    private final DriverContext context;
    private final Agent agent;
    private final ProgressFile file;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** What is surely kept, set by whichever thread the agent tells it on. */
    private final AtomicReference<@Nullable Progress> kept = new AtomicReference<>();

    // From start to close.
    private @Nullable Delivery delivery;
    private @Nullable Thread thread;
    private @Nullable Progress noted;

    MtconnectDriver(MtconnectSettings settings, DriverContext context) {
        this.settings = settings;
        this.context = context;
        this.agent = new Agent(settings);
        this.file = new ProgressFile(context.directory());
    }

    @Override
    public void open() throws DriverException {
        agent.connect();
    }

    @Override
    public void start(List<Point> points, Consumer<Measurement> sink) throws DriverException {
        PointRemarks remarks = new PointRemarks(context);
        WantedItems wanted = new WantedItems(points);
        Delivery to = new Delivery(context, remarks, wanted, sink);
        delivery = to;
        Follower follower = new Follower(agent, settings.count(), wanted, to, new Gaps(context, remarks, to));
        follower.begin(file.read());
        note(follower.progress());
        Thread following = new Thread(() -> follow(follower, remarks), "mtconnect-" + context.source());
        following.setDaemon(true);
        thread = following;
        following.start();
    }

    private void follow(Follower follower, PointRemarks remarks) {
        try (agent) {
            while (closing.getCount() > 0) {
                Follower.Rest rest = follower.step();
                note(follower.progress());
                keep(remarks);
                rest(rest);
            }
        } catch (DriverException e) {
            lose(e);
        } catch (InterruptedException e) {
            // Closed.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // A mistake of this driver's ends the session in sight, and not its thread in silence.
            lose(new DriverException(Reason.PROTOCOL, "following the agent failed: " + e, e));
        }
    }

    private void lose(DriverException e) {
        if (closing.getCount() > 0) {
            context.connectionLost(e);
        }
    }

    private void rest(Follower.Rest rest) throws InterruptedException {
        Duration pause = switch (rest) {
            case LIVE -> LIVE_PACE;
            case MISSING -> FILL_PACE;
            case NOTHING -> settings.interval();
        };
        closing.await(Math.min(pause.toNanos(), settings.interval().toNanos()), TimeUnit.NANOSECONDS);
    }

    private void note(Progress progress) {
        if (!progress.equals(noted)) {
            noted = progress;
            context.whenKept(() -> kept.set(progress));
        }
    }

    private void keep(PointRemarks remarks) {
        if (!file.isDue(System.nanoTime())) {
            return;
        }
        try {
            save();
            remarks.tell("progress", "", "");
        } catch (IOException e) {
            remarks.tell(
                    "progress", "", "how far the agent was read can't be kept, so a restart may leave a gap: " + e);
        }
    }

    private void save() throws IOException {
        Progress progress = kept.get();
        if (progress != null) {
            file.write(progress, System.nanoTime());
        }
    }

    @Override
    public void close() {
        closing.countDown();
        if (delivery != null) {
            delivery.end();
        }
        // A file can't be written by a thread that is interrupted, as the one of a driver that is cut off may be.
        boolean interrupted = Thread.interrupted();
        try {
            if (thread == null) {
                agent.close();
            } else {
                thread.interrupt();
                thread.join(JOIN.toMillis());
            }
            save();
        } catch (IOException e) {
            // What is on the card is older, so some observations come once more, marked historical.
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
