package io.fieldpost.driver.modbus;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.Writable;
import io.fieldpost.driver.modbus.line.Bus;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One Modbus connection. Has no thread: polls and writes take turns on the one that calls, which is the bus's queue. */
final class ModbusDriver implements PolledDriver, Writable {
    private final ModbusSettings settings;
    private final DriverContext context;
    private final FaultCounts faults = new FaultCounts();

    private @Nullable Bus bus;
    private @Nullable Reading reading;
    private @Nullable Writing writing;

    ModbusDriver(ModbusSettings settings, DriverContext context) {
        this.settings = settings;
        this.context = context;
    }

    @Override
    public void open() throws DriverException {
        try {
            Bus opened = Bus.open(settings.line(), settings.serialOrDefault(), settings.lineLimits(), faults);
            bus = opened;
            reading = new Reading(settings, context, opened);
            writing = new Writing(settings, opened);
        } catch (IOException e) {
            throw new DriverException(
                    Reason.UNREACHABLE, "no connection to " + settings.connection() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<Measurement> read(List<Point> points) throws DriverException {
        Reading ready = reading;
        if (ready == null) {
            throw notOpen();
        }
        try {
            return ready.read(points);
        } catch (IOException e) {
            throw lost(e instanceof ProtocolException ? Reason.PROTOCOL : Reason.UNREACHABLE, e);
        } finally {
            faults.tell(context::remark);
        }
    }

    @Override
    public DeviceStatus write(Point point, Value value) throws DriverException {
        Writing ready = writing;
        if (ready == null) {
            throw notOpen();
        }
        try {
            return ready.write(point, value);
        } catch (IOException e) {
            // Whether the request went out is not known.
            DriverException lost = lost(Reason.PROTOCOL, e);
            context.connectionLost(lost);
            throw lost;
        } finally {
            faults.tell(context::remark);
        }
    }

    private DriverException lost(Reason reason, IOException e) {
        return new DriverException(reason, "connection to " + settings.connection() + " is lost: " + e.getMessage(), e);
    }

    private DriverException notOpen() {
        return new DriverException(Reason.UNREACHABLE, settings.connection() + " is not connected");
    }

    @Override
    public void close() {
        Bus opened = bus;
        bus = null;
        reading = null;
        writing = null;
        if (opened != null) {
            opened.close();
        }
    }
}
