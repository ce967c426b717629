package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverException;
import io.fieldpost.opcua.simulation.chaos.ChaosOptions;
import io.fieldpost.opcua.simulation.chaos.ChaosServer;
import io.fieldpost.opcua.simulation.chaos.Frame;
import io.fieldpost.opcua.simulation.chaos.LyingWire;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Bytes that no honest server sends: the connection ends with a reason, memory stays, and data comes when the bytes are good again. */
abstract class HostileWire extends ChaosTest {
    // Numbers of binary encodings (Part 6, A.3).
    private static final int GET_ENDPOINTS = 431;
    private static final int CREATE_SESSION = 464;
    static final int CREATE_SUBSCRIPTION = 790;
    private static final int CREATE_ITEMS = 754;
    static final int PUBLISH = 829;

    private static final int HUGE = Integer.MAX_VALUE;
    private static final long ROOM = 96L << 20;
    private static final byte VARIANTS = (byte) (0x80 | 24);
    private static final byte DOUBLES = (byte) (0x80 | 11);
    private static final byte DOUBLE_MATRIX = (byte) (0xC0 | 11);

    LyingWire wire;
    private long heldBefore;

    @BeforeEach
    void beginHonestly() throws Exception {
        server = ChaosServer.start(ChaosOptions.plain());
        wire = new LyingWire(server.port());
        watch(Press.impatient(wire.endpoint()), 3);
        awaitData();
        heldBefore = held();
    }

    @AfterEach
    void closeTheWire() throws Exception {
        wire.close();
    }

    record Lie(String what, int encoding, UnaryOperator<Frame> made) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Lie> lies() {
        return Stream.of(
                new Lie(
                        "endpoints announced 2^31 long",
                        GET_ENDPOINTS,
                        frame -> frame.withParameters(Frame.bytes(HUGE))),
                new Lie("session with a nonce 2^31 long", CREATE_SESSION, HostileWire::hugeNonce),
                new Lie("item results 2^31 long", CREATE_ITEMS, frame -> frame.withParameters(Frame.bytes(HUGE))),
                new Lie("available numbers 2^31 long", PUBLISH, frame -> frame.withParameters(Frame.bytes(1, HUGE))),
                new Lie(
                        "array of doubles 2^31 long",
                        PUBLISH,
                        frame -> frame.withParameters(notification(Frame.bytes(DOUBLES, HUGE)))),
                new Lie(
                        "matrix of 65,536 times 65,536",
                        PUBLISH,
                        frame -> frame.withParameters(
                                notification(Frame.bytes(DOUBLE_MATRIX, 1, 0.0, 2, 65_536, 65_536)))),
                new Lie(
                        "array of minus 2^31",
                        PUBLISH,
                        frame -> frame.withParameters(notification(Frame.bytes(DOUBLES, Integer.MIN_VALUE)))),
                new Lie(
                        "variants nested 10,000 deep",
                        PUBLISH,
                        frame -> frame.withParameters(notification(repeated(10_000, Frame.bytes(VARIANTS, 1))))),
                new Lie(
                        "diagnostics nested 60,000 deep",
                        PUBLISH,
                        frame -> frame.withDiagnostics(repeated(60_000, new byte[] {0x40}))),
                new Lie("message that ends too early", PUBLISH, frame -> frame.withParameters()),
                new Lie("message of another type", PUBLISH, frame -> frame.withBodyByte(2, (byte) 0xAC)),
                new Lie("chunk of 2^31 bytes", PUBLISH, frame -> frame.withNumber(4, HUGE)),
                new Lie("chunk of no bytes", PUBLISH, frame -> frame.withNumber(4, 0)),
                new Lie("chunk of another channel", PUBLISH, frame -> frame.withNumber(8, 4711)),
                new Lie("chunk with a token of nobody", PUBLISH, frame -> frame.withNumber(12, 4711)),
                new Lie("chunk out of sequence", PUBLISH, frame -> frame.withNumber(16, 4711)),
                new Lie("answer to a request of nobody", PUBLISH, frame -> frame.withNumber(20, 4711)),
                new Lie("chunk that aborts its message", PUBLISH, frame -> frame.withKind("MSGA")),
                new Lie("chunk of an unknown kind", PUBLISH, frame -> frame.withKind("XYZF")));
    }

    /** The connection ends with a reason, and data comes once the bytes are good again. */
    void assertEndsAndRecovers(Lie lie) throws Exception {
        wire.answer(lie.encoding(), lie.made()::apply);
        if (lie.encoding() != PUBLISH) {
            server.restart();
        }
        DriverException told = source.awaitFailure();
        for (int more = 0; more < 3 && wire.lies() == 0; more++) {
            told = source.awaitFailure();
        }
        assertThat(wire.lies()).as("lies told; " + source.failures()).isPositive();
        assertThat(told.getMessage()).contains(wire.endpoint()).doesNotContainIgnoringCase("null");
        wire.behave();
        awaitData();
        assertMemoryIsFlat();
    }

    private static Frame hugeNonce(Frame frame) {
        byte[] twoNodeIds = {0, 1, 0, 2};
        return frame.withParameters(Frame.bytes(twoNodeIds, 60_000.0, HUGE));
    }

    /** The parameters of a PublishResponse with one DataChangeNotification whose one value is this Variant. */
    private static byte[] notification(byte[] variant) {
        byte valueOnly = 1;
        byte[] change = Frame.bytes(1, 1, valueOnly, variant, -1);
        byte[] dataChangeBinary = {1, 0, (byte) (811 & 0xFF), (byte) (811 >> 8), 1};
        long now = 134_000_000_000_000_000L;
        return Frame.bytes(1, 0, (byte) 0, 1, now, 1, dataChangeBinary, change.length, change, -1, -1);
    }

    private static byte[] repeated(int times, byte[] part) {
        byte[] all = new byte[times * part.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = part[i % part.length];
        }
        return all;
    }

    /** Bytes in the heap that are still held after a collection, and what came since. */
    private static long held() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /**
     * What is held is held at every look; a single one may find garbage. Java leaves a collection out while a thread is in native code
     * that holds an array (a lock of the collector), and what was allocated between the collection and the look counts too.
     */
    void assertMemoryIsFlat() throws InterruptedException {
        CountDownLatch pause = new CountDownLatch(1);
        long end = System.nanoTime() + Press.BOUND.toNanos();
        long more = held() - heldBefore;
        while (more >= ROOM && System.nanoTime() - end < 0) {
            pause.await(100, TimeUnit.MILLISECONDS);
            more = held() - heldBefore;
        }
        assertThat(more).as("bytes held since the lies began").isLessThan(ROOM);
    }
}
