package io.fieldpost.driver.plc4x;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.Writable;
import java.util.List;

/** One controller. Polls and writes take turns on the thread that calls; PLC4X has threads of its own below, which end with the driver. */
final class Plc4xDriver implements PolledDriver, Writable {
    private final DriverContext context;
    private final Sessions sessions;
    private final Reading reading;
    private final Writing writing;

    Plc4xDriver(Plc4xSettings settings, DriverContext context) {
        this.context = context;
        this.sessions = new Sessions(settings, context.source());
        this.reading = new Reading(settings, context, sessions);
        this.writing = new Writing(settings, sessions);
    }

    @Override
    public void open() throws DriverException {
        sessions.open();
    }

    @Override
    public List<Measurement> read(List<Point> points) throws DriverException {
        return reading.read(points);
    }

    @Override
    public DeviceStatus write(Point point, Value value) throws DriverException {
        try {
            return writing.write(point, value);
        } catch (UnreadableException e) {
            if (e.isRefusal()) {
                throw new DriverException(Reason.REFUSED, point.address() + ": " + Causes.text(e), e);
            }
            throw lost(new DriverException(Reason.PROTOCOL, String.valueOf(e.getMessage()), e));
        } catch (DriverException e) {
            throw e.reason() == Reason.TIMEOUT || e.reason() == Reason.UNREACHABLE ? lost(e) : e;
        }
    }

    /** In such a session a late answer may still come; the runner opens another. */
    private DriverException lost(DriverException cause) {
        context.connectionLost(cause);
        return cause;
    }

    @Override
    public void close() {
        sessions.close();
    }
}
