package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.plugin.PluginClassLoader;
import io.fieldpost.agent.record.ByteSink;
import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Result;
import io.fieldpost.driver.Browsable;
import io.fieldpost.driver.DeviceMethod;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.DriverFactory;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The driver in a child. Calls are read by the thread that hears the agent, and made by another, one after the other; only {@link #lastRead} belongs
 * to the first of them.
 */
final class ChildDriver {
    private final ChildContext context;
    private final ChildSink sink;
    private final MeasurementFields read = new MeasurementFields();
    private final MeasurementFields written = new MeasurementFields();
    private List<Point> lastRead = List.of();
    private @Nullable Driver driver;
    private @Nullable Stream<FoundPoint> browsed;
    private @Nullable Iterator<FoundPoint> browsing;
    private boolean closed;

    ChildDriver(ChildContext context, FrameWriter writer) {
        this.context = context;
        this.sink = new ChildSink(context, writer);
    }

    /** What a frame asks for: does it, and gives what writes the answer. */
    Callable<Consumer<ByteSink>> call(ToChild kind, ByteSource frame) throws DamagedBatchException {
        return switch (kind) {
            case CREATE -> create(Surroundings.read(frame));
            case OPEN ->
                () -> {
                    opened(Driver.class).open();
                    return answer -> {};
                };
            case READ -> read(pointsToRead(frame));
            case START -> start(Fields.points(frame));
            case WRITE -> write(Fields.point(frame), read.readValue(frame));
            case BROWSE -> browse(frame.string(), (int) frame.varint());
            case BROWSE_MORE -> browseMore(frame.varint());
            case BROWSE_END ->
                () -> {
                    endBrowsing();
                    return answer -> {};
                };
            case INVOKE -> invoke(Fields.method(frame), read.readValue(frame));
            case OPERATE -> operate(frame.string(), read.readValue(frame));
            case CLOSE ->
                () -> {
                    close();
                    return answer -> {};
                };
            case INTERRUPT, KEPT, ANSWER -> throw frame.damaged("no call");
        };
    }

    private Callable<Consumer<ByteSink>> create(Surroundings surroundings) {
        return () -> {
            context.enter(surroundings);
            Thread.currentThread().setName("source-" + surroundings.source());
            Driver made = made(surroundings);
            driver = made;
            return answer -> answer.varint(Ability.of(made));
        };
    }

    private Driver made(Surroundings surroundings) throws DriverException {
        List<Path> jars = surroundings.jars().stream().map(Path::of).toList();
        // The loader ends with the process.
        ClassLoader classes = jars.isEmpty()
                ? ChildDriver.class.getClassLoader()
                : PluginClassLoader.ofCopies(surroundings.plugin(), jars);
        for (ServiceLoader.Provider<DriverFactory> provider :
                ServiceLoader.load(DriverFactory.class, classes).stream().toList()) {
            if (provider.type().getName().equals(surroundings.factory())) {
                return made((DriverFactory<?>) provider.get(), surroundings.settings());
            }
        }
        throw new DriverException(
                Reason.CONFIGURATION, "there is no " + surroundings.factory() + " in plug-in " + surroundings.plugin());
    }

    private <C extends Record> Driver made(DriverFactory<C> factory, String settings) throws DriverException {
        Result<C> result = ConfigReader.of(Map.of()).read("settings", settings, factory.configType());
        if (result instanceof Result.Read<C> right) {
            return factory.create(right.value(), context);
        }
        throw new DriverException(
                Reason.CONFIGURATION,
                "its settings can't be carried to another process: " + ((Result.Rejected<C>) result).problems());
    }

    private List<Point> pointsToRead(ByteSource frame) throws DamagedBatchException {
        if (!Fields.flag(frame)) {
            lastRead = Fields.points(frame);
        }
        return lastRead;
    }

    private Callable<Consumer<ByteSink>> read(List<Point> points) {
        return () -> {
            List<Measurement> measurements = opened(PolledDriver.class).read(points);
            check(points, measurements);
            return answer -> {
                for (int i = 0; i < points.size(); i++) {
                    Measurement measurement = measurements.get(i);
                    boolean asked = measurement.point().equals(points.get(i));
                    Fields.flag(answer, asked);
                    if (!asked) {
                        Fields.point(answer, measurement.point());
                    }
                    written.write(answer, measurement);
                }
            };
        };
    }

    /** What the agent would complain of and can't be sent. */
    private static void check(List<Point> points, @Nullable List<Measurement> measurements) throws DriverException {
        if (measurements == null
                || measurements.size() != points.size()
                || measurements.stream().anyMatch(each -> each == null)) {
            String given = measurements == null
                    ? "no list"
                    : measurements.size() + " measurements or nothing in place of some";
            throw new DriverException(
                    Reason.PROTOCOL, "the driver returned " + given + " for " + points.size() + " points");
        }
    }

    private Callable<Consumer<ByteSink>> start(List<Point> points) {
        return () -> {
            opened(StreamingDriver.class).start(points, sink);
            return answer -> {};
        };
    }

    private Callable<Consumer<ByteSink>> write(Point point, Value value) {
        return () -> {
            DeviceStatus status = opened(Writable.class).write(point, value);
            return answer -> Fields.status(answer, status == null ? DeviceStatus.OK : status);
        };
    }

    private Callable<Consumer<ByteSink>> browse(String from, int levels) {
        return () -> {
            endBrowsing();
            Stream<FoundPoint> found = opened(Browsable.class).browse(from, levels);
            browsed = found;
            browsing = found.iterator();
            return answer -> {};
        };
    }

    private Callable<Consumer<ByteSink>> browseMore(long most) {
        return () -> {
            List<FoundPoint> found = new ArrayList<>();
            Iterator<FoundPoint> rest = browsing;
            while (rest != null && found.size() < most && rest.hasNext()) {
                found.add(rest.next());
            }
            return answer -> {
                answer.varint(found.size());
                found.forEach(each -> Fields.found(answer, each));
            };
        };
    }

    private void endBrowsing() {
        Stream<FoundPoint> ending = browsed;
        browsed = null;
        browsing = null;
        if (ending != null) {
            ending.close();
        }
    }

    private Callable<Consumer<ByteSink>> invoke(DeviceMethod method, Value arguments) {
        return () -> {
            List<Value> given = arguments instanceof Value.Array array ? array.elements() : List.of();
            MethodAnswer told = opened(Invocable.class).call(method, given);
            MethodAnswer said = told == null ? new MethodAnswer(DeviceStatus.OK, List.of()) : told;
            return answer -> {
                Fields.status(answer, said.status());
                written.write(answer, new Value.Array(said.outputs()));
            };
        };
    }

    private Callable<Consumer<ByteSink>> operate(String operation, Value arguments) {
        return () -> {
            Value.Record given = arguments instanceof Value.Record record ? record : new Value.Record(Map.of());
            Value.Record said = opened(Operable.class).operate(operation, given);
            return answer -> written.write(answer, said);
        };
    }

    private <T> T opened(Class<T> type) {
        Driver made = driver;
        if (!type.isInstance(made)) {
            throw new IllegalStateException("the driver is no " + type.getSimpleName() + ", or there is none");
        }
        return type.cast(made);
    }

    private void close() {
        Driver made = driver;
        if (made != null && !closed) {
            closed = true;
            endBrowsing();
            made.close();
        }
        sink.close();
    }

    /** The agent is gone, or has closed it: in the first case the device is told so after all. */
    void closeAnyway() {
        try {
            close();
        } catch (RuntimeException e) {
            Logger.warn("close of the driver failed: {}", e.toString());
        }
    }
}
