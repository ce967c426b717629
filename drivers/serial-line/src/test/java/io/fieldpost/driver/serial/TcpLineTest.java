package io.fieldpost.driver.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TcpLineTest {
    private ServerSocket server;
    private ByteLine line;
    private Socket farEnd;

    @BeforeEach
    void connect() throws Exception {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        line = TcpLine.open("127.0.0.1", server.getLocalPort(), Duration.ofSeconds(5));
        farEnd = server.accept();
    }

    @AfterEach
    void disconnect() throws IOException {
        line.close();
        farEnd.close();
        server.close();
    }

    private static long in(int millis) {
        return System.nanoTime() + millis * 1_000_000L;
    }

    @Test
    void bytesGoBothWaysAsTheyAre() throws Exception {
        line.write(new byte[] {0x68, (byte) 0xFE, 0}, in(5000));
        assertThat(farEnd.getInputStream().readNBytes(3)).containsExactly(0x68, 0xFE, 0);

        farEnd.getOutputStream().write(new byte[] {0x11, 0x13, (byte) 0xFF});
        ReceivedBytes received = new ReceivedBytes(10);
        assertThat(received.readUntil(line, (bytes, length) -> length == 3, in(5000)))
                .isTrue();
        assertThat(received.bytes()).startsWith(0x11, 0x13, 0xFF);
    }

    @Test
    void waitEndsAtItsDeadlineWithWhatHasCome() throws Exception {
        farEnd.getOutputStream().write(7);
        ReceivedBytes received = new ReceivedBytes(10);
        assertThat(received.readUntil(line, (bytes, length) -> length == 2, in(100)))
                .isFalse();
        assertThat(received.length()).isEqualTo(1);
    }

    @Test
    void deviceThatNeverStopsEndsTheWaitAtTheBound() throws Exception {
        farEnd.getOutputStream().write(new byte[100]);
        ReceivedBytes received = new ReceivedBytes(10);
        assertThat(received.readUntil(line, (bytes, length) -> false, in(5000))).isFalse();
        assertThat(received.length()).isEqualTo(10);
        received.drop(4);
        assertThat(received.length()).isEqualTo(6);
    }

    @Test
    void whatCameUnaskedIsThrownAwayWithoutWaiting() throws Exception {
        farEnd.getOutputStream().write(new byte[5]);
        int discarded = 0;
        while (discarded < 5) {
            discarded += line.discard();
        }
        assertThat(line.discard()).isZero();
    }

    @Test
    void serverThatClosesIsToldAsUnreachable() throws Exception {
        farEnd.close();
        assertThatThrownBy(() -> line.read(new byte[1], 0, in(5000)))
                .isInstanceOfSatisfying(
                        DriverException.class,
                        lost -> assertThat(lost.reason()).isEqualTo(DriverException.Reason.UNREACHABLE));
    }

    @Test
    void interruptEndsAWaitAndStaysSet() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> line.read(new byte[1], 0, in(10_000)))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void nobodyListeningIsToldAsUnreachable() throws Exception {
        int port = server.getLocalPort();
        server.close();
        assertThatThrownBy(() -> TcpLine.open("127.0.0.1", port, Duration.ofSeconds(5)))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("tcp://127.0.0.1:" + port);
    }
}
