package io.fieldpost.agent;

import io.fieldpost.config.Setting;
import io.fieldpost.driver.DeviceMethod;
import io.fieldpost.driver.DeviceOperation;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Invocable;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.MethodAnswer;
import io.fieldpost.driver.Operable;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.Writable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A device that keeps what is written to it, refuses 13, and does not answer a write of 99 until it is let go. */
public final class ObeyingDevice implements DriverFactory<ObeyingDevice.Settings> {
    @Setting("Nothing to set.")
    record Settings() {}

    /** What was written last, by the point's name. */
    public final Map<String, Value> values = new ConcurrentHashMap<>();
    /** What was asked to begin. */
    private final List<Value> begun = new CopyOnWriteArrayList<>();
    /** Counted down when a write of 99 has arrived. */
    public final CountDownLatch hangs = new CountDownLatch(1);

    @Override
    public String protocol() {
        return "obeying";
    }

    @Override
    public Class<Settings> configType() {
        return Settings.class;
    }

    @Override
    public boolean canWrite() {
        return true;
    }

    @Override
    public boolean canCall() {
        return true;
    }

    @Override
    public List<DeviceOperation> operations() {
        return List.of(
                new DeviceOperation("begin", "Begins what is named.", true),
                new DeviceOperation("list", "Tells what was begun.", false));
    }

    @Override
    public String complaintAboutMethod(String object, String address) {
        return object.isEmpty() ? "a method needs an object here" : "";
    }

    @Override
    public Driver create(Settings config, DriverContext context) {
        return new Obeying(context);
    }

    private final class Obeying implements PolledDriver, Writable, Invocable, Operable {
        private final DriverContext context;

        private Obeying(DriverContext context) {
            this.context = context;
        }

        @Override
        public void open() {}

        @Override
        public List<Measurement> read(List<Point> points) {
            List<Measurement> all = new ArrayList<>();
            for (Point point : points) {
                Value value = values.getOrDefault(point.name(), new Value.Int(0));
                all.add(Measurement.good(point, value, context.clock().instant()));
            }
            return all;
        }

        @Override
        public DeviceStatus write(Point point, Value value) throws DriverException {
            if (value.equals(new Value.Int(13))) {
                throw new DriverException(
                        Reason.REFUSED, "the device does not like 13", new DeviceStatus(3, "illegal value"));
            }
            if (value.equals(new Value.Int(99))) {
                hangs.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new DriverException(Reason.TIMEOUT, "interrupted");
                }
            }
            values.put(point.name(), value);
            return new DeviceStatus(0, "Good");
        }

        @Override
        public MethodAnswer call(DeviceMethod method, List<Value> arguments) {
            return new MethodAnswer(DeviceStatus.OK, arguments);
        }

        @Override
        public Value.Record operate(String operation, Value.Record arguments) throws DriverException {
            if (operation.equals("begin")) {
                if (!(arguments.fields().get("name") instanceof Value.Text name)) {
                    throw new DriverException(Reason.REFUSED, "a text 'name' is missing");
                }
                begun.add(name);
            }
            return new Value.Record(
                    Map.of("begun", new Value.Array(List.copyOf(begun)), "on", text(Thread.currentThread())));
        }

        private Value.Text text(Thread thread) {
            return new Value.Text(thread.getName());
        }

        @Override
        public void close() {}
    }
}
