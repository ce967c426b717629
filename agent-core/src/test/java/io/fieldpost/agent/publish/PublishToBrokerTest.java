package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.Wake;
import io.fieldpost.agent.centre.CentreBooks;
import io.fieldpost.agent.centre.CentreReceiver;
import io.fieldpost.agent.centre.CentreSnapshot;
import io.fieldpost.agent.simulation.EmbeddedBroker;
import io.fieldpost.agent.status.DestinationStatus;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The publisher, the receiver and a real broker on loopback. */
@Timeout(300)
class PublishToBrokerTest {
    private final MemoryStore store = new MemoryStore(InstantSource.system());
    private final List<Long> arrived = Collections.synchronizedList(new ArrayList<>());
    private final List<Loss> losses = Collections.synchronizedList(new ArrayList<>());
    private final List<Connection> connections = Collections.synchronizedList(new ArrayList<>());
    private final List<AutoCloseable> open = new ArrayList<>();
    private SendingLog log;

    @TempDir
    Path directory;

    @AfterEach
    void closeAll() throws Exception {
        Collections.reverse(open);
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    /**
     * What is strict is the order of sending. On the way from this broker to the receiver the order changes, within one connection and
     * without a restart: Artemis can deliver QoS 1 messages in another order than it got them (ARTEMIS-6191).
     */
    @Test
    void nothingIsLostWhileTheBrokerStopsAndStartsAgainAndEachLaneIsSentInOrder() {
        EmbeddedBroker broker = started(new EmbeddedBroker().keepingIn(directory));
        CentreReceiver receiver = receive(broker.url());
        await(receiver::subscribed);
        PublishRunner runner = publish(BrokerAccess.anonymous(broker.url()));
        append(500);
        await(() -> arrived.size() > 50);
        broker.stop();
        append(200);
        await(() -> runner.status().state() == DestinationStatus.State.WAITING);
        broker.start();
        append(100);
        await(() -> runner.status().backlog() == 0);
        await(() -> receiver.snapshot(0).streams().get(0).received() == 800);
        CentreSnapshot seen = receiver.snapshot(0);
        assertThat(seen.missing()).isZero();
        assertThat(seen.gaps()).isZero();
        assertThat(seen.malformed()).isZero();
        assertThat(seen.messages() - seen.duplicates()).isEqualTo(800);
        assertThat(arrived).doesNotHaveDuplicates().hasSize(800);
        assertThat(log.connections()).hasSizeGreaterThan(1).allSatisfy(sent -> {
            assertThat(sent.live()).isSorted();
            assertThat(sent.historical()).isSorted();
            assertThat(sent.sequences()).doesNotHaveDuplicates().contains(sent.firstUnsettled());
        });
    }

    @Test
    void aRecordTooLargeForTheBrokerIsReportedAsLostAndTheStreamGoesOn() {
        EmbeddedBroker broker = started(new EmbeddedBroker().takingPacketsUpTo(8_000));
        CentreReceiver receiver = receive(broker.url());
        await(receiver::subscribed);
        byte[] incompressible = new byte[20_000];
        new Random(7).nextBytes(incompressible);
        append(1);
        store.append(StreamName.DATA, incompressible, 1, ClockState.SYNCHRONISED);
        append(1);
        PublishRunner runner = publish(BrokerAccess.anonymous(broker.url()));
        await(() -> runner.status().backlog() == 0 && arrived.size() == 2);
        assertThat(arrived).containsExactlyInAnyOrder(1L, 3L);
        assertThat(losses).singleElement().satisfies(loss -> {
            assertThat(loss.cause()).isEqualTo(Loss.Cause.TOO_LARGE);
            assertThat(loss.stream()).isEqualTo(StreamName.DATA);
            assertThat(loss.first()).isEqualTo(2);
            assertThat(loss.last()).isEqualTo(2);
        });
        assertThat(runner.status().state()).isEqualTo(DestinationStatus.State.CONNECTED);
    }

    @Test
    void refusedCredentialsAreSaidInWordsForATechnician() {
        EmbeddedBroker broker = started(new EmbeddedBroker().allowingOnly("dg-0007", "right"));
        PublishRunner runner = publish(access(broker.url(), "dg-0007", "wrong"));
        await(() -> runner.status().state() == DestinationStatus.State.WAITING);
        assertThat(runner.status().detail())
                .contains("refused the credentials of user 'dg-0007'")
                .contains("check");
    }

    @Test
    void rightCredentialsAreAccepted() {
        EmbeddedBroker broker = started(new EmbeddedBroker().allowingOnly("dg-0007", "right"));
        PublishRunner runner = publish(access(broker.url(), "dg-0007", "right\n"));
        await(() -> runner.status().state() == DestinationStatus.State.CONNECTED);
    }

    @Test
    void aPortWhereNobodyListensIsSaidInWords() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        PublishRunner runner = publish(BrokerAccess.anonymous(URI.create("mqtt://127.0.0.1:" + port)));
        await(() -> runner.status().state() == DestinationStatus.State.WAITING);
        assertThat(runner.status().detail()).contains("can't be reached").contains("check that the broker runs");
    }

    @Test
    void birthAndDeathAreToldAndTheLastWillSpeaksForAClientThatDied() throws Exception {
        EmbeddedBroker broker = started(new EmbeddedBroker());
        CentreReceiver receiver = receive(broker.url());
        await(receiver::subscribed);
        PublishRunner stopping = runner(BrokerAccess.anonymous(broker.url()));
        turnUntilOnline(stopping, receiver);
        // Longer than a gateway that ends may take, so that a busy machine doesn't turn the good-bye into the last
        // will.
        stopping.finish(60_000);
        await(() -> isState(receiver, GatewayStatus.State.STOPPED));
        turnUntilOnline(runner(BrokerAccess.anonymous(broker.url())), receiver);
        connections.get(connections.size() - 1).discard();
        await(() -> isState(receiver, GatewayStatus.State.LOST));
    }

    @Test
    void aServerThatAcceptsAndNeverAnswersIsGivenUpAndLeavesNoThread() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            PublishRunner runner =
                    runner(BrokerAccess.anonymous(URI.create("mqtt://127.0.0.1:" + silent.getLocalPort())));
            runner.step(0);
            open.add(silent.accept());
            runner.step(Duration.ofSeconds(24).toNanos());
            assertThat(runner.status().state()).isEqualTo(DestinationStatus.State.CONNECTING);
            runner.step(Duration.ofSeconds(25).toNanos());
            assertThat(runner.status().state()).isEqualTo(DestinationStatus.State.WAITING);
            assertThat(runner.status().detail()).contains("did not answer");
            await(() -> threads() == 0);
        }
    }

    @Test
    void stoppingTakesLessThanASecondAndLeavesNoThread() {
        EmbeddedBroker broker = started(new EmbeddedBroker());
        PublishRunner runner = runner(BrokerAccess.anonymous(broker.url()));
        PublishLoop loop = PublishLoop.start(runner);
        append(10);
        await(() -> runner.status().backlog() == 0);
        loop.close();
        assertThat(runner.status().state()).isEqualTo(DestinationStatus.State.STOPPED);
        await(() -> threads() == 0);
    }

    private static void turnUntilOnline(PublishRunner runner, CentreReceiver receiver) throws InterruptedException {
        CountDownLatch online = new CountDownLatch(1);
        Thread crank = new Thread(() -> {
            while (!isState(receiver, GatewayStatus.State.ONLINE)
                    && !Thread.currentThread().isInterrupted()) {
                turn(runner);
            }
            online.countDown();
        });
        crank.start();
        boolean reached = online.await(120, TimeUnit.SECONDS);
        crank.interrupt();
        crank.join();
        assertThat(reached).as("online within 120 s").isTrue();
    }

    private static void turn(PublishRunner runner) {
        try {
            runner.wake().await(runner.step(System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Paho names its threads by the client; the idle ones of its pool, and who closes it, are named by the destination. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("fieldpost-dg-0007-city") || name.startsWith("mqtt-city"))
                .count();
    }

    private static boolean isState(CentreReceiver receiver, GatewayStatus.State state) {
        return receiver.snapshot(0).gateways().stream().anyMatch(gateway -> gateway.state() == state);
    }

    private EmbeddedBroker started(EmbeddedBroker broker) {
        open.add(broker);
        return broker.start();
    }

    private CentreReceiver receive(URI url) {
        CentreBooks books = new CentreBooks(InstantSource.system(), batch -> arrived.add(batch.sequence()));
        CentreReceiver receiver =
                CentreReceiver.start(BrokerAccess.anonymous(url), "centre", Duration.ofHours(1), books);
        open.add(receiver);
        return receiver;
    }

    private PublishRunner publish(BrokerAccess access) {
        PublishRunner runner = runner(access);
        open.add(PublishLoop.start(runner));
        return runner;
    }

    private PublishRunner runner(BrokerAccess access) {
        Publication what = new Publication("city", access.url(), Samples.GATEWAY, "1.2.3", 16, null);
        log = new SendingLog(
                new MqttConnector(access, what.clientId(), what.destination()),
                () -> store.firstUnsettled("city", StreamName.DATA));
        return new PublishRunner(
                what,
                store,
                Samples::decode,
                new JsonProfile(Samples.GATEWAY),
                (will, wake) -> {
                    Connection connection = log.begin(will, wake);
                    connections.add(connection);
                    return connection;
                },
                losses::add,
                InstantSource.system(),
                new Random(1),
                new Wake());
    }

    private static BrokerAccess access(URI url, String user, String password) {
        Secret secret = new Secret(Secret.Kind.ENV, "PASSWORD");
        return new BrokerAccess(url, null, null, user, secret, any -> password);
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            store.append(StreamName.DATA, Samples.stored(i), 1, ClockState.SYNCHRONISED);
        }
    }

    /** Waits, bounded, until a condition holds. */
    private static void await(BooleanSupplier condition) {
        Wake wake = new Wake();
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("the condition did not hold within 120 s")
                    .isLessThan(end);
            try {
                wake.await(10_000_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
