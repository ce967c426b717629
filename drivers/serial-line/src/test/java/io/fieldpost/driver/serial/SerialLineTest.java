package io.fieldpost.driver.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class SerialLineTest {
    @TempDir
    Path directory;

    private static long in(int millis) {
        return System.nanoTime() + millis * 1_000_000L;
    }

    private static ByteLine open(Path end, SerialSettings settings) throws DriverException {
        return LineAddress.parse("serial:" + end).open(settings, 2400, Duration.ofSeconds(1));
    }

    @Test
    void bytesGoBothWaysAsTheyAre() throws Exception {
        try (PortPair pair = PortPair.open(directory);
                ByteLine near = open(pair.near(), SerialSettings.usual());
                ByteLine far = open(pair.far(), SerialSettings.usual())) {
            // What a terminal would change or swallow: carriage return, XON, XOFF, interrupt, end of file, erase.
            byte[] sent = {0x0D, 0x0A, 0x11, 0x13, 0x03, 0x04, 0x7F, 0, (byte) 0xFF, 0x68};
            near.write(sent, in(5000));
            ReceivedBytes received = new ReceivedBytes(100);
            assertThat(received.readUntil(far, (bytes, length) -> length == sent.length, in(5000)))
                    .isTrue();
            assertThat(received.bytes()).startsWith(sent);
            assertThat(far.read(new byte[1], 0, in(50))).isZero();
        }
    }

    @Test
    void whatCameUnaskedIsThrownAway() throws Exception {
        try (PortPair pair = PortPair.open(directory);
                ByteLine near = open(pair.near(), SerialSettings.usual());
                ByteLine far = open(pair.far(), SerialSettings.usual())) {
            near.write(new byte[] {1, 2, 3}, in(5000));
            int discarded = 0;
            while (discarded < 3) {
                discarded += far.discard();
            }
            assertThat(far.discard()).isZero();
        }
    }

    @Test
    void portThatVanishesIsToldAsUnreachable() throws Exception {
        try (PortPair pair = PortPair.open(directory);
                ByteLine near = open(pair.near(), SerialSettings.usual())) {
            pair.close();
            assertThatThrownBy(() -> {
                        while (true) {
                            near.write(new byte[1], in(100));
                            near.read(new byte[1], 0, in(100));
                        }
                    })
                    .isInstanceOfSatisfying(
                            DriverException.class,
                            lost -> assertThat(lost.reason()).isEqualTo(DriverException.Reason.UNREACHABLE));
        }
    }

    @Test
    void interruptEndsAWaitAndStaysSet() throws Exception {
        try (PortPair pair = PortPair.open(directory);
                ByteLine near = open(pair.near(), SerialSettings.usual())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> near.read(new byte[1], 0, in(10_000)))
                    .isInstanceOf(DriverException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void everySettingOfAPortCanBeChosen() throws Exception {
        SerialSettings odd = new SerialSettings(1200, 7, Parity.ODD, 2, Rs485.KERNEL);
        try (PortPair pair = PortPair.open(directory);
                ByteLine near = open(pair.near(), odd);
                ByteLine far = open(pair.far(), odd)) {
            near.write(new byte[] {0x55}, in(5000));
            assertThat(far.read(new byte[10], 0, in(5000))).isEqualTo(1);
        }
    }

    @Test
    void portThatSomebodyHasOpenIsRefused() throws Exception {
        try (PortPair pair = PortPair.open(directory);
                ByteLine line = open(pair.near(), SerialSettings.usual())) {
            assertThat(line.discard()).isZero();
            assertThatThrownBy(() -> open(pair.near(), SerialSettings.usual()))
                    .isInstanceOf(DriverException.class)
                    .hasMessageContaining("does something else have it open?");
        }
    }

    @Test
    void missingPortIsToldAsUnreachable() {
        assertThatThrownBy(() -> open(directory.resolve("ttyUSB9"), SerialSettings.usual()))
                .isInstanceOfSatisfying(
                        DriverException.class,
                        lost -> assertThat(lost.reason()).isEqualTo(DriverException.Reason.UNREACHABLE))
                .hasMessageContaining("ttyUSB9");
    }

    @Test
    void fileThatIsNoPortIsRefused() throws Exception {
        Path file = Files.createFile(directory.resolve("no-port"));
        assertThatThrownBy(() -> open(file, SerialSettings.usual()))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining(file.toString());
    }
}
