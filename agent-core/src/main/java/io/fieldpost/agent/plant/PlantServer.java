package io.fieldpost.agent.plant;

import io.fieldpost.agent.Backoff;
import io.fieldpost.agent.Outage;
import io.fieldpost.agent.StatusSource;
import io.fieldpost.agent.Wake;
import io.fieldpost.agent.status.AgentStatus;
import io.fieldpost.agent.status.ServerStatus;
import io.fieldpost.agent.status.ServerStatus.State;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.plant.PointServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One server with its thread, {@code server-PROTOCOL}: it opens it, hands over what is new at most ten times a second and the gateway's
 * health once a second, and opens another after its back-off when one fails. Values are offered by any thread, which never waits; any
 * thread may ask how it is.
 */
public final class PlantServer implements AutoCloseable {
    private static final long PACE_MILLIS = 100;
    private static final long HEALTH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final long JOIN_MILLIS = 1500;

    private final String protocol;
    private final Life life;
    private final StatusSource agent;
    private final InstantSource clock;
    private final Wake wake = new Wake();
    private final PointFeed feed = new PointFeed(wake);
    private final ShownPoints shown = new ShownPoints();
    private final Backoff backoff = new Backoff(FIRST_WAIT, new SplittableRandom());
    private final Outage outage;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile ServerStatus status;

    /** Makes a server that binds nothing yet, once for each life. */
    @FunctionalInterface
    public interface Life {
        /**
         * Makes one.
         *
         * @throws DriverException when its settings can't work together
         */
        PointServer begin() throws DriverException;
    }

    private PlantServer(String protocol, Life life, StatusSource agent, InstantSource clock) {
        this.protocol = protocol;
        this.life = life;
        this.agent = agent;
        this.clock = clock;
        this.status = new ServerStatus(protocol, protocol, State.STARTING, clock.instant(), null, -1, 0, "");
        this.outage = new Outage("server " + protocol, Duration.ZERO);
        this.thread = new Thread(this::run, "server-" + protocol);
        thread.setDaemon(true);
    }

    /** Starts the thread, which opens the server. */
    public static PlantServer start(String protocol, Life life, StatusSource agent, InstantSource clock) {
        PlantServer server = new PlantServer(protocol, life, agent, clock);
        server.thread.start();
        return server;
    }

    /** Hands over what the store has accepted. Returns at once; any thread. */
    public void offer(List<Measurement> batch) {
        feed.offer(batch);
    }

    /** How it is at this moment. Any thread. */
    public ServerStatus status() {
        return status;
    }

    private void run() {
        try {
            while (!isClosing()) {
                String why = live();
                if (!isClosing()) {
                    fail(why);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(String why) throws InterruptedException {
        long wait = backoff.nextNanos(LONGEST_WAIT);
        outage.failed(
                System.nanoTime(),
                why + "; the plant can't see this gateway's points, next try in "
                        + Duration.ofNanos(wait).toSeconds() + " s",
                null);
        tell(State.WAITING, null, -1, why);
        closing.await(wait, TimeUnit.NANOSECONDS);
    }

    private void tell(State state, @Nullable String endpoint, int sessions, String detail) {
        ServerStatus before = status;
        var since = state == before.state() ? before.since() : clock.instant();
        status = new ServerStatus(protocol, protocol, state, since, endpoint, sessions, outage.total(), detail);
    }

    /** One life of the server. Returns why it ended. */
    private String live() throws InterruptedException {
        PointServer server = null;
        try {
            server = life.begin();
            server.open();
            backoff.reset();
            outage.recovered(System.nanoTime());
            listens(server);
            shown.note(feed.take());
            server.show(shown.all());
            serve(server);
            return "it was asked to end";
        } catch (DriverException e) {
            return String.valueOf(e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            Logger.debug(e, "server {}: a mistake of its own", protocol);
            return "it ended by a mistake of its own, please report this: " + e;
        } finally {
            if (server != null) {
                close(server);
            }
        }
    }

    private void serve(PointServer server) throws InterruptedException {
        long health = System.nanoTime();
        while (!isClosing()) {
            long now = System.nanoTime();
            List<Measurement> fresh = feed.take();
            shown.note(fresh);
            if (!fresh.isEmpty()) {
                server.show(fresh);
            }
            if (now - health >= 0) {
                health = now + HEALTH_NANOS;
                AgentStatus told = agent.status();
                List<Measurement> lost = shown.lostWith(told.sources(), told.taken());
                if (!lost.isEmpty()) {
                    server.show(lost);
                }
                server.showHealth(HealthPoints.of(told));
                listens(server);
            }
            wake.await(Math.max(1, health - System.nanoTime()));
            closing.await(PACE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void listens(PointServer server) {
        tell(State.LISTENING, server.url(), server.sessions().orElse(-1), "");
    }

    private void close(PointServer server) {
        try {
            server.close();
        } catch (RuntimeException e) {
            Logger.debug(e, "server {}: it did not close in order", protocol);
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Asks it to end, and returns at once. */
    public void requestStop() {
        closing.countDown();
        wake.run();
    }

    /** Ends it within two seconds. */
    @Override
    public void close() {
        requestStop();
        try {
            thread.join(JOIN_MILLIS);
            if (thread.isAlive()) {
                thread.interrupt();
                Logger.warn("server {} did not end within {} ms and is left behind", protocol, JOIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
