package io.fieldpost.agent.plugin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.agent.record.ByteSink;
import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes that no sound peer sends, to both ends: each ends with a word of what was wrong, and in no other way. */
@Timeout(60)
class FrameFuzzTest {
    private static final int TRIES = Integer.getInteger("fieldpost.tries", 1000);
    private static final Point POINT = new Point("press-1", "p", "a", ValueType.REAL, "Cel");

    private static void frame(ByteArrayOutputStream out, Enum<?> kind, Consumer<ByteSink> body) {
        ByteSink sink = new ByteSink(64);
        sink.i32(0);
        sink.u8(kind.ordinal());
        body.accept(sink);
        sink.setI32(0, sink.size() - Integer.BYTES);
        try {
            sink.writeTo(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** One frame of each kind, in an order that a child could send, up to an answer to the first call. */
    private static byte[] ofAChild() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MeasurementFields fields = new MeasurementFields();
        SentPoints points = new SentPoints();
        Measurement measurement = Measurement.good(
                POINT,
                new Value.Record(Map.of("s", AbleDriver.big(3), "t", new Value.Text("é"))),
                Instant.parse("2026-01-02T03:04:05.678Z"));
        frame(out, ToAgent.HELLO, sink -> sink.varint(ToAgent.VERSION));
        for (int i = 0; i < 2; i++) {
            frame(out, ToAgent.MEASURED, sink -> {
                points.write(sink, POINT);
                fields.write(sink, measurement);
            });
        }
        frame(out, ToAgent.REMARK, sink -> {
            sink.text("subject");
            sink.text("");
            sink.text("text");
        });
        frame(out, ToAgent.WHEN_KEPT, sink -> sink.varint(3));
        for (ToAgent.Question question : ToAgent.Question.values()) {
            frame(out, ToAgent.ASK, sink -> {
                sink.varint(4);
                sink.u8(question.ordinal());
                sink.text("env:PATH");
            });
        }
        frame(out, ToAgent.LOST, sink -> Thrown.write(sink, new IllegalStateException("x")));
        frame(out, ToAgent.FAILED, sink -> {
            sink.varint(1);
            Thrown.write(
                    sink,
                    new DriverException(DriverException.Reason.REFUSED, "no", new DeviceStatus(7, "Bad_OutOfRange")));
        });
        return out.toByteArray();
    }

    private static byte[] ofAnAgent() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AtomicInteger number = new AtomicInteger();
        Consumer<ByteSink> next = sink -> sink.varint(number.incrementAndGet());
        frame(
                out,
                ToChild.CREATE,
                next.andThen(sink -> new Surroundings(
                                "simulated",
                                List.of(),
                                "io.fieldpost.driver.simulated.SimulatedDriverFactory",
                                "{seed: 1}",
                                "press-1",
                                "dg",
                                "/tmp/x",
                                "/tmp/y",
                                true)
                        .write(sink)));
        frame(out, ToChild.OPEN, next);
        frame(out, ToChild.READ, next.andThen(sink -> {
            Fields.flag(sink, false);
            Fields.points(sink, List.of(POINT, POINT));
        }));
        frame(out, ToChild.WRITE, next.andThen(sink -> {
            Fields.point(sink, POINT);
            new MeasurementFields().write(sink, new Value.Array(List.of(new Value.Int(1))));
        }));
        frame(out, ToChild.BROWSE, next.andThen(sink -> {
            sink.text("x");
            sink.varint(2);
        }));
        frame(out, ToChild.INTERRUPT, sink -> sink.varint(2));
        frame(out, ToChild.KEPT, sink -> sink.varint(2));
        frame(out, ToChild.ANSWER, sink -> sink.varint(2));
        frame(out, ToChild.CLOSE, next);
        return out.toByteArray();
    }

    /** A few bytes changed, or an end too early. */
    private static byte[] garbled(byte[] right, Random random) {
        byte[] bytes = Arrays.copyOf(right, random.nextInt(4) == 0 ? random.nextInt(right.length) : right.length);
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    /** A child that has sent all that it will ever send. */
    private record DeadChild(byte[] sent) implements Child {
        @Override
        public InputStream output() {
            return new ByteArrayInputStream(sent);
        }

        @Override
        public OutputStream input() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public void kill() {}

        @Override
        public String awaitEnd(long millis) {
            return "ended";
        }
    }

    @Test
    void agentThatHearsGarbageFailsWithADriverException() {
        byte[] right = ofAChild();
        Random random = new Random(7);
        for (int seed = 0; seed < TRIES; seed++) {
            TestContext context = new TestContext("press-1", InstantSource.system(), Path.of("none"));
            Connection connection =
                    new Connection(new DeadChild(garbled(right, random)), "the child", context, Set.of());
            connection.handTo(measurement -> {}, List.of(POINT));
            assertThatThrownBy(() -> connection.call(ToChild.OPEN, sink -> {}))
                    .as("try %d", seed)
                    .isInstanceOfAny(DriverException.class, Thrown.Mistake.class)
                    .message()
                    .doesNotContain("said what led to");
            connection.close();
            assertThat(context.losses())
                    .extracting(Throwable::getMessage)
                    .noneMatch(message -> message.contains("said what led to"));
        }
    }

    @Test
    void childThatHearsGarbageEndsAndSaysSo() throws Exception {
        byte[] right = ofAnAgent();
        Random random = new Random(11);
        for (int seed = 0; seed < Math.max(1, TRIES / 4); seed++) {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            new ChildSession(new ByteArrayInputStream(garbled(right, random)), said).run();
        }
    }

    @Test
    void foundPointsAndStatusesAreReadAsTheyWereWritten() throws Exception {
        FoundPoint found = new FoundPoint("a", "名", ValueType.EVENT, "1", 3, FoundPoint.Access.FOLDER, "");
        ByteSink sink = new ByteSink(16);
        Fields.found(sink, found);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sink.writeTo(out);

        assertThat(Fields.found(new ByteSource(out.toByteArray()))).isEqualTo(found);
    }

    @Test
    void lengthThatNoFrameHasIsRefusedBeforeItIsReserved() {
        byte[] head = {0, 0, 0, 127, 1, 2, 3};

        assertThatThrownBy(() -> new FrameReader(new ByteArrayInputStream(head)).next())
                .isInstanceOf(DamagedBatchException.class)
                .hasMessage("a frame of 2130706432 bytes was announced, and 1 to 8388608 are right");
    }

    @Test
    void childOfAnotherVersionIsRefused() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        frame(out, ToAgent.HELLO, sink -> sink.varint(ToAgent.VERSION + 1));
        TestContext context = new TestContext("press-1", InstantSource.system(), Path.of("none"));
        Connection connection = new Connection(new DeadChild(out.toByteArray()), "the child", context, Set.of());

        assertThatThrownBy(() -> connection.call(ToChild.OPEN, sink -> {}))
                .hasMessageContaining("no greeting of version 1; if the agent was updated while it ran, restart it");
        connection.close();
    }
}
