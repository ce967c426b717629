package io.fieldpost.driver.gpio;

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.DriverContract;
import io.fieldpost.driver.testkit.Hook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class GpioDriverContractTest extends DriverContract<GpioSettings> {
    @TempDir
    Path root;

    private GpioDriverFactory factory = new GpioDriverFactory();

    @BeforeEach
    void layOutABoard() throws IOException {
        MockBoard board = new MockBoard(root.resolve("board"));
        board.spi.put("0.0", sent -> new byte[] {0, 2, 0});
        board.file(
                "sys/bus/w1/devices/28-0316a2795b2e/w1_slave",
                "72 01 4b 46 7f ff 0e 10 57 : crc=57 YES\n72 01 4b 46 7f ff 0e 10 57 t=23125\n");
        factory = board.factory();
    }

    @Override
    protected DriverFactory<GpioSettings> factory() {
        return factory;
    }

    @Override
    protected GpioSettings workingConfig() {
        return MockBoard.settings();
    }

    @Override
    protected List<Point> points() {
        return List.of(
                new Point(SOURCE, "door", "din/17/pull-up/active-low", ValueType.BOOL, "1"),
                new Point(SOURCE, "energy", "counter/22", ValueType.INT, "1"),
                new Point(SOURCE, "lamp", "dout/27", ValueType.BOOL, "1"),
                new Point(SOURCE, "fan", "pwm/12/1000Hz", ValueType.REAL, "1"),
                new Point(SOURCE, "level", "spi/0/0/mcp3008/ch0", ValueType.REAL, "V"),
                new Point(SOURCE, "water", "w1/28-0316a2795b2e", ValueType.REAL, "Cel"),
                new Point(SOURCE, "act", "led/ACT", ValueType.BOOL, "1"));
    }

    @Override
    protected GpioSettings unreachableConfig() throws IOException {
        factory = new GpioDriverFactory(new BoardAccess(
                new BoardFiles(root.resolve("nothing"), "amd64"),
                chosen -> {
                    throw new AssertionError("nothing to open");
                },
                () -> {
                    throw new AssertionError("nothing to open");
                },
                System::nanoTime,
                millis -> {}));
        return workingConfig();
    }

    @Override
    protected Point unknownPoint() {
        return new Point(SOURCE, "nobody", "w1/28-000000000001", ValueType.REAL, "Cel");
    }

    /** Nothing here waits for an answer, and a board is not connected by anything. */
    @Override
    protected Set<Hook> lacks() {
        return Set.of(Hook.SILENT_DEVICE, Hook.BREAKABLE_COUNTERPART, Hook.PROXIED_COUNTERPART);
    }
}
