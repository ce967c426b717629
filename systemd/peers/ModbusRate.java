import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.modbus.ModbusDriverFactory;
import io.fieldpost.driver.modbus.ModbusSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * What the Modbus driver costs that reads floats, from request to measurements: the same work as {@code modbus-reader.c}.
 *
 * <pre>java -cp 'LIB/*' ModbusRate.java PORT VALUES SECONDS PERIOD_MS [WARM_UP_SECONDS]</pre>
 *
 * Prints values a second and microseconds of the whole process's time a value, over SECONDS after the warm-up.
 */
public class ModbusRate {
    public static void main(String[] arguments) throws Exception {
        int values = Integer.parseInt(arguments[1]);
        double seconds = Double.parseDouble(arguments[2]);
        long periodNanos = (long) (Double.parseDouble(arguments[3]) * 1e6);
        double warmUp = arguments.length > 4 ? Double.parseDouble(arguments[4]) : 10;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            points.add(new Point("rate", "v" + i, "1/holding/" + 2 * i + ":float32", ValueType.ANY, "1"));
        }
        PolledDriver driver = (PolledDriver) new ModbusDriverFactory().create(settings(arguments[0]), new Context());
        driver.open();
        run(driver, List.copyOf(points), warmUp, periodNanos);
        System.out.println(run(driver, List.copyOf(points), seconds, periodNanos));
        driver.close();
    }

    private static String run(PolledDriver driver, List<Point> points, double seconds, long periodNanos) throws DriverException {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long processor = system.getProcessCpuTime();
        long from = System.nanoTime();
        long next = from;
        long read = 0;
        while (System.nanoTime() - from < seconds * 1e9) {
            read += driver.read(points).size();
            next += periodNanos;
            while (periodNanos > 0 && next - System.nanoTime() > 0) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
        double took = (System.nanoTime() - from) / 1e9;
        return String.format(Locale.ROOT, "%.0f %.3f", read / took, (system.getProcessCpuTime() - processor) / 1e3 / read);
    }

    private static ModbusSettings settings(String port) {
        return new ModbusSettings("tcp://127.0.0.1:" + port, null, Duration.ofSeconds(3), Duration.ofSeconds(3), 0, Duration.ZERO,
                Duration.ofMillis(100), 125, 2000, 8, Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(4), Duration.ofMinutes(1), true, false);
    }

    private static final class Context implements DriverContext {
        @Override
        public String source() {
            return "rate";
        }

        @Override
        public String gateway() {
            return "bench";
        }

        @Override
        public InstantSource clock() {
            return InstantSource.system();
        }

        @Override
        public Path directory() {
            return Path.of(".");
        }

        @Override
        public Path protocolDirectory() {
            return Path.of(".");
        }

        @Override
        public void remark(Remark remark) {
            System.err.println(remark);
        }

        @Override
        public void connectionLost(DriverException cause) {
            cause.printStackTrace();
        }
    }
}
