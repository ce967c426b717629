package ${package};

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** One session with one device. The agent calls it from one thread, and opens another after a failure. */
final class DeviceDriver implements PolledDriver {
    private final Connection connection;
    private final InstantSource clock;

    DeviceDriver(DeviceSettings settings, InstantSource clock) {
        this.connection = new Connection(settings);
        this.clock = clock;
    }

    @Override
    public void open() throws DriverException {
        connection.open();
    }

    /** One measurement for each point, in their order. A point that the device does not know is bad; a device that is lost is an exception. */
    @Override
    public List<Measurement> read(List<Point> points) throws DriverException {
        List<Measurement> measurements = new ArrayList<>();
        for (Point point : points) {
            measurements.add(read(point));
        }
        return measurements;
    }

    private Measurement read(Point point) throws DriverException {
        String address = point.address();
        if (!Sheet.complaintAbout(address).isEmpty()) {
            return Measurement.bad(point, Quality.BAD_ADDRESS_UNKNOWN, clock.instant());
        }
        String line = connection.ask(Sheet.request(address));
        Sheet.Answer answer = Sheet.answer(address, line);
        return answer.quality() == Quality.GOOD
                ? Measurement.good(point, answer.value(), clock.instant())
                : Measurement.bad(point, answer.quality(), clock.instant());
    }

    @Override
    public void close() {
        connection.close();
    }
}
