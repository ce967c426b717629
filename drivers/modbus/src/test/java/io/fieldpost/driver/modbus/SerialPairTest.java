package io.fieldpost.driver.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fieldpost.driver.Value;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A serial port of this machine, as far as a pair of pseudo terminals is one, with a unit at its other end. */
class SerialPairTest {
    private static final Pattern PTY = Pattern.compile("PTY is (/dev/\\S+)");

    private final Bank bank = new Bank().holding(1, 0, 10, 0x435C, 0x4CCD);
    private ScriptedDevice device;
    private Process socat;
    private String port;

    @BeforeEach
    void lay() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/socat")), "socat is not installed");
        device = new ScriptedDevice(true, bank);
        String target = device.connection().replace("rtu+tcp://", "TCP:");
        socat = new ProcessBuilder("socat", "-d", "-d", "PTY,raw,echo=0,ignoreeof", target)
                .redirectErrorStream(true)
                .start();
        BufferedReader said = new BufferedReader(new InputStreamReader(socat.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            Matcher matcher = PTY.matcher(line);
            if (matcher.find()) {
                port = matcher.group(1);
            }
            if (line.contains("starting data transfer")) {
                return;
            }
        }
        throw new AssertionError("socat ended: " + lines);
    }

    @AfterEach
    void takeUp() throws Exception {
        if (socat != null) {
            socat.destroy();
            socat.waitFor();
            device.close();
        }
    }

    private Bench bench() throws Exception {
        return new Bench(Bench.settings("serial:" + port, Duration.ofSeconds(2), 0, 8));
    }

    @Test
    void unitIsReadAndWrittenOverASerialPort() throws Exception {
        try (Bench bench = bench()) {
            assertThat(Bench.seen(bench.read("1/holding/0", "1/holding/1:float32")))
                    .containsExactly(new Value.Int(10), new Value.Real(220.3f));
            bench.write("1/holding/0", new Value.Int(11));
            assertThat(bank.register(1, 0)).isEqualTo(11);
            assertThat(bench.remarks()).isEmpty();
        }
    }

    @Test
    void portIsFreeAgainAfterClose() throws Exception {
        for (int life = 0; life < 3; life++) {
            try (Bench bench = bench()) {
                assertThat(bench.one("1/holding/0")).isEqualTo(new Value.Int(10));
            }
        }
    }

    @Test
    void adapterThatIsPulledOutIsALostConnection() throws Exception {
        try (Bench bench = bench()) {
            bench.read("1/holding/0");
            socat.destroy();
            socat.waitFor();
            assertThatThrownBy(() -> bench.read("1/holding/0")).hasMessageContaining("is lost: serial port");
        }
    }

    /** The system's wait for a port knows no interrupt; the driver looks for it between two of them. */
    @Test
    void interruptEndsTheWaitForASilentUnit() throws Exception {
        bank.silence(1);
        try (Bench bench = new Bench(Bench.settings("serial:" + port, Duration.ofSeconds(30), 0, 8))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> bench.read("1/holding/0")).hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).as("the flag").isTrue();
        }
    }

    @Test
    void portThatIsNotThereIsSaidToBeThat() {
        assertThatThrownBy(() -> new Bench(Bench.settings("serial:/dev/ttyNOTHING")))
                .hasMessageContaining("/dev/ttyNOTHING");
    }
}
