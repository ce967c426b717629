package io.fieldpost.radio.receiver.eb200;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.receiver.Eb200Address;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.PanoramaScan;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever answers on the control port: opening fails with a reason, and never with anything else. */
@Timeout(120)
class HostileScpiTest {
    private final Random random = new Random(5555);

    @Test
    void answersThatAreNoScpiFailWithAReason() throws IOException {
        for (int i = 0; i < 15; i++) {
            byte[] noise = new byte[20_000];
            random.nextBytes(noise);
            // Lines of every length up to beyond the longest that is taken.
            for (int k = 0; k < noise.length; k += 1 + random.nextInt(1 + 800 * i)) {
                noise[k] = '\n';
            }
            assertThatThrownBy(() -> openAgainst(noise)).isInstanceOf(DriverException.class);
        }
    }

    @Test
    void otherServiceIsNamedByItsOwnWords() {
        assertThatThrownBy(
                        () -> openAgainst("SSH-2.0-OpenSSH_9.2\r\nInvalid SSH\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PROTOCOL))
                .hasMessageContaining("answer to 'syst:err?' is not a number and a text, but 'Invalid SSH'");
    }

    @Test
    void questionableRegisterIsReadOrGivenUp() {
        OverloadWatch watch = new OverloadWatch();
        watch.answered("+8");
        assertThat(watch.overloaded()).isTrue();
        watch.answered("4");
        assertThat(watch.overloaded()).isFalse();
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(20)];
            random.nextBytes(noise);
            watch.answered(new String(noise, StandardCharsets.ISO_8859_1));
        }
        watch.answered("8 ");
        assertThat(watch.overloaded()).isFalse();
    }

    /** A server that gives each line of bytes as an answer to a question, then hangs up. */
    private static void openAgainst(byte[] answers) throws IOException, DriverException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> serve(listening, answers), "scpi");
            server.setDaemon(true);
            server.start();
            Eb200Address address = new Eb200Address("127.0.0.1", listening.getLocalPort());
            PanoramaSettings settings = PanoramaSettings.of(new PanoramaScan(88_000_000, 89_000_000, 10_000));
            try (Eb200Receiver receiver =
                    new Eb200Receiver(address, settings, Eb200Listener.NONE, "eb200", InstantSource.system())) {
                receiver.open();
            }
        }
    }

    private static void serve(ServerSocket listening, byte[] answers) {
        try (Socket client = listening.accept();
                InputStream in = client.getInputStream()) {
            int at = 0;
            for (int b = in.read(); b >= 0 && at < answers.length; b = in.read()) {
                if (b == '?') {
                    int end = at;
                    while (end < answers.length - 1 && answers[end] != '\n') {
                        end++;
                    }
                    client.getOutputStream().write(answers, at, end + 1 - at);
                    at = end + 1;
                }
            }
        } catch (IOException e) {
            // The client gave up.
        }
    }
}
