package io.fieldpost.agent.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.status.AgentStatus;
import io.fieldpost.agent.status.ServerStatus;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.StoreFigures;
import io.fieldpost.config.gateway.Identity;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.plant.PointServer;
import io.fieldpost.driver.testkit.RecordingSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The thread that feeds a server, with a server that records what it is shown. */
class PlantServerTest {
    private static final Duration BOUND = Duration.ofSeconds(120);
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final Point POINT = new Point("press", "count", "", ValueType.INT, "1");

    private final RecordingSink shown = new RecordingSink();
    private final RecordingSink health = new RecordingSink();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile SourceStatus.State state = SourceStatus.State.RUNNING;
    private volatile int failuresLeft;
    private volatile int sessions;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private PlantServer server;

    private final class Screen implements PointServer {
        @Override
        public void open() throws DriverException {
            opened.incrementAndGet();
            if (failuresLeft-- > 0) {
                throw new DriverException(DriverException.Reason.UNREACHABLE, "port 4840 is taken");
            }
        }

        @Override
        public String url() {
            return "test://gateway:" + opened.get();
        }

        @Override
        public OptionalInt sessions() {
            return OptionalInt.of(sessions);
        }

        @Override
        public void show(List<Measurement> newest) {
            try {
                gate.await(BOUND.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (newest.stream().anyMatch(one -> one.value().equals(new Value.Text("trip")))) {
                throw new IllegalStateException("tripped");
            }
            newest.forEach(shown);
        }

        @Override
        public void showHealth(List<Measurement> all) {
            all.forEach(health);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private void start() {
        server = PlantServer.start("test", Screen::new, this::status, () -> NOW);
    }

    @AfterEach
    void end() {
        server.close();
        assertThat(closed.get()).isEqualTo(opened.get());
    }

    private AgentStatus status() {
        SourceStatus source = new SourceStatus("press", "x", state, NOW, "", 0, 0, 0, 0, 0, List.of(), List.of(), 0);
        return new AgentStatus(
                new Identity("dg-1", "plant"),
                "test",
                NOW,
                NOW,
                ClockState.SYNCHRONISED,
                List.of(source),
                List.of(),
                List.of(),
                List.of(),
                new StoreFigures(512, 1024, null, 0, 0, 0, 0, 0, 0, Map.of(), 0, null),
                null);
    }

    private static Measurement value(long value) {
        return Measurement.good(POINT, new Value.Int(value), NOW);
    }

    private static Predicate<List<Measurement>> endsWith(Measurement wanted) {
        return all -> !all.isEmpty() && all.get(all.size() - 1).equals(wanted);
    }

    @Test
    void aServerThatIsBusyIsShownTheNewestValueAndNoQueue() throws Exception {
        gate = new CountDownLatch(1);
        start();
        for (int i = 0; i <= 100_000; i++) {
            server.offer(List.of(value(i)));
        }
        gate.countDown();
        List<Measurement> all = shown.await(endsWith(value(100_000)), "the newest", BOUND);
        assertThat(all).hasSizeLessThan(100);
    }

    @Test
    void aServerThatCanNotOpenIsTriedAgainAndThenShowsWhatCameMeanwhile() throws Exception {
        failuresLeft = 1;
        start();
        server.offer(List.of(value(7)));
        shown.await(endsWith(value(7)), "the value", BOUND);
        assertThat(opened.get()).isEqualTo(2);
    }

    @Test
    void aServerThatCanNotOpenTellsWhyUntilItListens() throws Exception {
        failuresLeft = 2;
        sessions = 3;
        start();
        ServerStatus waiting = told(one -> one.state() == ServerStatus.State.WAITING && one.failures() == 2);
        assertThat(waiting.detail()).isEqualTo("port 4840 is taken");
        assertThat(waiting.endpoint()).isNull();
        assertThat(waiting.sessions()).isEqualTo(-1);
        assertThat(told(one -> one.state() == ServerStatus.State.LISTENING))
                .isEqualTo(new ServerStatus(
                        "test", "test", ServerStatus.State.LISTENING, NOW, "test://gateway:3", 3, 2, ""));
        sessions = 4;
        told(one -> one.sessions() == 4);
    }

    /** What nobody else would see of a thread that ended on the way. */
    @Test
    void aServerThatTripsTellsSoMeanwhile() throws Exception {
        start();
        told(one -> one.state() == ServerStatus.State.LISTENING);
        Point point = new Point("press", "text", "", ValueType.TEXT, "1");
        server.offer(List.of(Measurement.good(point, new Value.Text("trip"), NOW)));
        assertThat(told(one -> one.state() == ServerStatus.State.WAITING).detail())
                .contains("please report this", "tripped");
    }

    private ServerStatus told(Predicate<ServerStatus> wanted) throws InterruptedException {
        CountDownLatch pause = new CountDownLatch(1);
        long end = System.nanoTime() + BOUND.toNanos();
        ServerStatus now = server.status();
        while (!wanted.test(now)) {
            assertThat(System.nanoTime() - end).as("still " + now).isNegative();
            assertThat(pause.await(10, TimeUnit.MILLISECONDS)).isFalse();
            now = server.status();
        }
        return now;
    }

    @Test
    void aServerThatTripsIsReplacedAndTheNextOneShowsEveryPointAgain() throws Exception {
        start();
        server.offer(List.of(value(7)));
        shown.await(1, BOUND);
        Point other = new Point("press", "text", "", ValueType.TEXT, "1");
        server.offer(List.of(Measurement.good(other, new Value.Text("trip"), NOW)));
        server.offer(List.of(Measurement.good(other, new Value.Text("fine"), NOW)));
        shown.await(
                all -> all.stream().filter(value(7)::equals).count() <= 2
                        && all.contains(Measurement.good(other, new Value.Text("fine"), NOW)),
                "the other value",
                BOUND);
        assertThat(shown.snapshot()).contains(value(7));
    }

    @Test
    void noPointOfASourceThatIsDownKeepsLookingGood() throws Exception {
        start();
        server.offer(List.of(value(7)));
        shown.await(endsWith(value(7)), "the value", BOUND);
        state = SourceStatus.State.WAITING;
        List<Measurement> all = shown.await(2, BOUND);
        assertThat(all.get(1)).isEqualTo(Measurement.bad(POINT, Quality.BAD_NOT_CONNECTED, NOW));
    }

    @Test
    void healthTellsOfSourcesAndStore() throws Exception {
        start();
        Measurement running = Measurement.good(
                new Point("", "sources/press/state", "", ValueType.TEXT, "1"), new Value.Text("RUNNING"), NOW);
        health.await(all -> all.contains(running), "the source's state", BOUND);
        List<Measurement> all = health.await(
                told -> told.stream().anyMatch(one -> one.point().name().equals("store/fill")),
                "the store's fill",
                BOUND);
        assertThat(all)
                .filteredOn(one -> one.point().name().equals("store/fill"))
                .first()
                .satisfies(fill -> {
                    assertThat(fill.value()).isEqualTo(new Value.Real(50));
                    assertThat(fill.point().unit()).isEqualTo("%");
                });
    }
}
