package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.serial.SerialSettings;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The driver on a serial port: a pseudo terminal, which socat, where it is installed, joins to the simulated meters. */
@Timeout(30)
class MetersSerialTest {
    @TempDir
    Path directory;

    private Process portTo(MeterServer server, Path port) throws Exception {
        String far = "tcp:127.0.0.1:" + server.address().getPort();
        Process socat;
        try {
            socat = new ProcessBuilder("socat", "pty,raw,echo=0,link=" + port, far)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return abort("socat is not installed: no serial port to test with");
        }
        while (!Files.exists(port)) {
            if (socat.waitFor(10, TimeUnit.MILLISECONDS)) {
                throw new IOException("socat ended with " + socat.exitValue());
            }
        }
        return socat;
    }

    private static Point point(String address) {
        return new Point("line-1", address, address, ValueType.ANY, "kW.h");
    }

    @Test
    void metersOnASerialPortAreReadAndAPortThatVanishesIsLost() throws Exception {
        SimulatedMeters meters = new SimulatedMeters();
        meters.add("dlt645:000000000161").set("00010000", 26, 4);
        Path port = directory.resolve("port");
        MetersSettings settings = new MetersSettings(
                "serial:" + port,
                SerialSettings.usual(),
                Duration.ofMillis(500),
                0,
                Duration.ofMillis(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10));
        List<Point> points =
                List.of(point("dlt645:000000000161/forward_active_energy"), point("dlt645:000000000162/00010000"));
        MetersDriver driver = new MetersDriver(settings, new TestContext("line-1", new ManualClock(), directory));
        try (MeterServer server = new MeterServer(meters)) {
            Process socat = portTo(server, port);
            try {
                driver.open();
                List<Measurement> read = driver.read(points);
                assertThat(read.get(0).value()).isEqualTo(new Value.Real(0.26));
                assertThat(read.get(1).quality()).isEqualTo(Quality.BAD_TIMEOUT);
            } finally {
                socat.destroy();
                socat.waitFor();
            }
            assertThatThrownBy(() -> {
                        for (int attempt = 0; attempt < 3; attempt++) {
                            driver.read(points);
                        }
                    })
                    .isInstanceOfSatisfying(
                            DriverException.class,
                            lost -> assertThat(lost.reason()).isEqualTo(DriverException.Reason.UNREACHABLE));
        } finally {
            driver.close();
        }
    }
}
