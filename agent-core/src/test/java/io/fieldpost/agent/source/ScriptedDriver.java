package io.fieldpost.agent.source;

import io.fieldpost.config.Setting;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.Writable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A device that does what a test says; it outlives its drivers, as a device does. */
final class ScriptedDriver implements DriverFactory<ScriptedDriver.Settings> {
    @Setting("Nothing to set.")
    record Settings() {}

    /** What a call does instead of working. */
    @FunctionalInterface
    interface Act {
        void run() throws DriverException;
    }

    private final boolean streaming;
    volatile Act onOpen = () -> {};
    volatile Act onRead = () -> {};
    volatile Act onWrite = () -> {};
    final List<String> written = new ArrayList<>();
    volatile Act onClose = () -> {};
    volatile List<Measurement> answers;
    volatile Value value = new Value.Int(1);
    volatile Consumer<Measurement> sink;
    volatile DriverContext context;
    volatile int opens;
    volatile int reads;
    volatile int closes;
    boolean scripted;

    ScriptedDriver(boolean streaming) {
        this.streaming = streaming;
    }

    /** The next reads give this list, whatever was asked. */
    void answer(List<Measurement> list) {
        scripted = true;
        answers = list;
    }

    @Override
    public String protocol() {
        return "scripted";
    }

    @Override
    public Class<Settings> configType() {
        return Settings.class;
    }

    @Override
    public Driver create(Settings config, DriverContext given) {
        context = given;
        return streaming ? new Streamed() : new Polled();
    }

    private abstract class Life implements Driver {
        @Override
        public void open() throws DriverException {
            opens++;
            onOpen.run();
        }

        @Override
        public void close() {
            closes++;
            try {
                onClose.run();
            } catch (DriverException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private abstract class Obeying extends Life implements Writable {
        @Override
        public DeviceStatus write(Point point, Value value) throws DriverException {
            onWrite.run();
            written.add(point.name() + "=" + value);
            return DeviceStatus.OK;
        }
    }

    private final class Polled extends Obeying implements PolledDriver {
        @Override
        public List<Measurement> read(List<Point> points) throws DriverException {
            reads++;
            onRead.run();
            if (scripted) {
                return answers;
            }
            List<Measurement> all = new ArrayList<>();
            points.forEach(point ->
                    all.add(Measurement.good(point, value, context.clock().instant())));
            return all;
        }
    }

    private final class Streamed extends Obeying implements StreamingDriver {
        @Override
        public void start(List<Point> points, Consumer<Measurement> given) {
            sink = given;
        }
    }
}
