package io.fieldpost.driver.serial;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LineReaderTest {
    private ServerSocket listener;
    private ByteLine line;
    private Socket device;

    @BeforeEach
    void connect() throws Exception {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        line = LineAddress.parse("tcp://127.0.0.1:" + listener.getLocalPort())
                .open(SerialSettings.usual(), 9600, Duration.ofSeconds(5));
        device = listener.accept();
        device.setTcpNoDelay(true);
    }

    @AfterEach
    void close() throws Exception {
        line.close();
        device.close();
        listener.close();
    }

    private void say(String text) throws Exception {
        device.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static long in(int millis) {
        return System.nanoTime() + millis * 1_000_000L;
    }

    private static String text(Heard heard) {
        return heard instanceof Heard.Line whole ? new String(whole.bytes(), US_ASCII) : String.valueOf(heard);
    }

    @Test
    void linesThatCameTogetherAreGivenOneByOne() throws Exception {
        LineReader reader = new LineReader(line, LineShape.text(80, Duration.ofSeconds(5)));
        assertThat(reader.next(in(200))).isNull();
        say("one\r\ntwo\r\nthr");
        assertThat(text(reader.next(in(5000)))).isEqualTo("one");
        assertThat(text(reader.next(in(5000)))).isEqualTo("two");
        assertThat(reader.next(in(1))).isNull();
        say("ee\r\n");
        assertThat(text(reader.next(in(5000)))).isEqualTo("three");
    }

    @Test
    void lineAfterSettlingIsWhole() throws Exception {
        LineReader reader = new LineReader(line, LineShape.text(80, Duration.ofSeconds(5)));
        reader.settle();
        say("one\r\n");
        assertThat(text(reader.next(in(5000)))).isEqualTo("one");
    }

    @Test
    void lineWithoutAnEndIsHalfAfterItsPatience() throws Exception {
        LineReader reader = new LineReader(line, LineShape.text(80, Duration.ofMillis(20)));
        assertThat(reader.next(in(200))).isNull();
        say("12.");
        assertThat(reader.next(in(10_000)))
                .isInstanceOfSatisfying(
                        Heard.Broken.class, broken -> assertThat(broken.kind()).isEqualTo(Heard.Kind.HALF));
        say("12.5\n");
        assertThat(text(reader.next(in(5000)))).isEqualTo("12.5");
    }

    @Test
    void deviceThatNeverStopsTalkingHoldsNobodyBeyondTheDeadline() throws Exception {
        ByteLine flood = new ByteLine() {
            @Override
            public void write(byte[] bytes, long deadlineNanos) {}

            @Override
            public int read(byte[] into, int from, long deadlineNanos) {
                Arrays.fill(into, from, into.length, (byte) 'x');
                return into.length - from;
            }

            @Override
            public int discard() {
                return 4096;
            }

            @Override
            public void close() {}
        };
        LineReader reader = new LineReader(flood, LineShape.text(80, Duration.ofSeconds(5)));
        reader.settle();
        assertThat(reader.next(in(20))).isNull();
        assertThat(reader.next(in(-1))).isNull();
    }

    @Test
    void listenerHearsUntilItIsClosedAndNotAfterwards() throws Exception {
        LineReader reader = new LineReader(line, LineShape.text(80, Duration.ofSeconds(5)));
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        CountDownLatch silent = new CountDownLatch(1);
        LineListener listening = LineListener.start(
                "listener",
                line,
                () -> {
                    Heard next = reader.next(in(100));
                    if (next == null) {
                        silent.countDown();
                    } else {
                        heard.add(text(next));
                    }
                },
                lost -> heard.add("lost"));
        assertThat(silent.await(10, TimeUnit.SECONDS)).isTrue();
        say("one\n");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("one");
        listening.close();
        assertThat(device.getInputStream().read()).isEqualTo(-1);
        assertThat(heard).isEmpty();
    }

    @Test
    void listenerTellsThatItsLineIsGone() throws Exception {
        LineReader reader = new LineReader(line, LineShape.text(80, Duration.ofSeconds(5)));
        BlockingQueue<DriverException> lost = new LinkedBlockingQueue<>();
        try (LineListener listening = LineListener.start("listener", line, () -> reader.next(in(100)), lost::add)) {
            device.close();
            assertThat(lost.poll(10, TimeUnit.SECONDS))
                    .isNotNull()
                    .extracting(DriverException::reason)
                    .isEqualTo(DriverException.Reason.UNREACHABLE);
            assertThat(listening).isNotNull();
        }
    }
}
