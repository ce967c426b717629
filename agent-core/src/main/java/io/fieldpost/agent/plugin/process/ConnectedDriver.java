package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.driver.Browsable;
import io.fieldpost.driver.DeviceMethod;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.Invocable;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.MethodAnswer;
import io.fieldpost.driver.Operable;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.Writable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hands each call on to a child. It can do all that a driver may be able to do: {@link Ability} shows of it what the child's driver can. */
final class ConnectedDriver implements PolledDriver, StreamingDriver, Writable, Browsable, Invocable, Operable {
    private final Connection connection;
    private final String name;
    private final MeasurementFields fields = new MeasurementFields();
    /** What the child has read last for certain. */
    private @Nullable List<Point> lastRead;

    ConnectedDriver(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /** Reads an answer; what can't be read is a failure like any other. */
    @FunctionalInterface
    private interface Reading<T> {
        T from(ByteSource answer) throws DamagedBatchException;
    }

    private <T> T read(ByteSource answer, Reading<T> reading) throws DriverException {
        try {
            return reading.from(answer);
        } catch (DamagedBatchException e) {
            throw new DriverException(Reason.PROTOCOL, name + " answered what can't be read: " + e.getMessage());
        }
    }

    @Override
    public void open() throws DriverException {
        connection.call(ToChild.OPEN, sink -> {});
    }

    @Override
    public void close() {
        connection.close();
    }

    @Override
    public List<Measurement> read(List<Point> points) throws DriverException {
        boolean same = points.equals(lastRead);
        lastRead = null;
        ByteSource answer = connection.call(ToChild.READ, sink -> {
            Fields.flag(sink, same);
            if (!same) {
                Fields.points(sink, points);
            }
        });
        lastRead = List.copyOf(points);
        return read(answer, source -> measurements(source, points));
    }

    private List<Measurement> measurements(ByteSource source, List<Point> asked) throws DamagedBatchException {
        List<Measurement> measurements = new ArrayList<>(asked.size());
        for (Point point : asked) {
            Point told = Fields.flag(source) ? point : Fields.point(source);
            measurements.add(fields.read(source, told));
        }
        return measurements;
    }

    @Override
    public void start(List<Point> points, Consumer<Measurement> sink) throws DriverException {
        connection.handTo(sink, points);
        connection.call(ToChild.START, body -> Fields.points(body, points));
    }

    @Override
    public DeviceStatus write(Point point, Value value) throws DriverException {
        ByteSource answer = connection.call(ToChild.WRITE, sink -> {
            Fields.point(sink, point);
            fields.write(sink, value);
        });
        return read(answer, Fields::status);
    }

    @Override
    public MethodAnswer call(DeviceMethod method, List<Value> arguments) throws DriverException {
        ByteSource answer = connection.call(ToChild.INVOKE, sink -> {
            Fields.method(sink, method);
            fields.write(sink, new Value.Array(arguments));
        });
        return read(answer, source -> new MethodAnswer(Fields.status(source), array(source)));
    }

    private List<Value> array(ByteSource source) throws DamagedBatchException {
        if (fields.readValue(source) instanceof Value.Array array) {
            return array.elements();
        }
        throw source.damaged("no list of values");
    }

    @Override
    public Value.Record operate(String operation, Value.Record arguments) throws DriverException {
        ByteSource answer = connection.call(ToChild.OPERATE, sink -> {
            sink.text(operation);
            fields.write(sink, arguments);
        });
        return read(answer, source -> {
            if (fields.readValue(source) instanceof Value.Record record) {
                return record;
            }
            throw source.damaged("no record");
        });
    }

    @Override
    public Stream<FoundPoint> browse(String from, int levels) throws DriverException {
        connection.call(ToChild.BROWSE, sink -> {
            sink.text(from);
            sink.varint(levels);
        });
        return new Browsing(this).stream();
    }

    /** The next of what is browsed, at most so many; less or none when there are no more. */
    List<FoundPoint> further(int most) throws DriverException {
        ByteSource answer = connection.call(ToChild.BROWSE_MORE, sink -> sink.varint(most));
        return read(answer, source -> {
            List<FoundPoint> found = new ArrayList<>();
            int count = source.count(1);
            for (int i = 0; i < count; i++) {
                found.add(Fields.found(source));
            }
            return found;
        });
    }

    void endBrowsing() {
        try {
            connection.call(ToChild.BROWSE_END, sink -> {});
        } catch (DriverException e) {
            // Nobody waits for more of it.
        }
    }
}
