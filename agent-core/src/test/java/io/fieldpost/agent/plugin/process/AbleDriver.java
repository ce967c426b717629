package io.fieldpost.agent.plugin.process;

import io.fieldpost.config.Secret;
import io.fieldpost.config.SecretException;
import io.fieldpost.driver.Browsable;
import io.fieldpost.driver.DeviceMethod;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.Invocable;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.MethodAnswer;
import io.fieldpost.driver.Operable;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.Writable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Does what it is asked to, well or badly. */
final class AbleDriver implements PolledDriver, Writable, Browsable, Invocable, Operable {
    private final AbleFactory.Settings settings;
    private final DriverContext context;
    private final AtomicInteger browsed = new AtomicInteger();
    private final CountDownLatch kept = new CountDownLatch(1);
    private boolean open;

    AbleDriver(AbleFactory.Settings settings, DriverContext context) {
        this.settings = settings;
        this.context = context;
    }

    @Override
    public void open() {
        open = true;
    }

    @Override
    public void close() {
        open = false;
        if (settings.note().startsWith("close:")) {
            try {
                Files.writeString(Path.of(settings.note().substring(6)), "closed");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public List<Measurement> read(List<Point> points) throws DriverException {
        List<Measurement> measurements = new ArrayList<>();
        for (Point point : points) {
            Value value = value(point.address());
            measurements.add(
                    point.address().equals("nothing")
                            ? null
                            : Measurement.good(point, value, context.clock().instant()));
        }
        return measurements;
    }

    private Value value(String address) throws DriverException {
        return switch (address) {
            case "settings" -> new Value.Text(settings.toString());
            case "pid" -> new Value.Int(ProcessHandle.current().pid());
            case "open" -> new Value.Bool(open);
            case "where" ->
                new Value.Text(context.source() + " " + context.gateway() + " " + context.directory() + " "
                        + context.protocolDirectory() + " " + context.clockSynchronised());
            case "environment" ->
                new Value.Text(String.join(" ", System.getenv().keySet()));
            case "arguments" ->
                new Value.Text(ProcessHandle.current().info().commandLine().orElse(""));
            case "temporary" -> new Value.Text(temporary());
            case "agent's libraries" -> new Value.Text(seen("picocli.CommandLine"));
            case "secret" -> new Value.Text(secret(settings.password()));
            case "another secret" -> new Value.Text(secret(Secret.parse("env:PATH")));
            case "big" -> big(1_000_000);
            case "too big" -> new Value.Bytes(new byte[9 << 20]);
            case "deep" -> deep();
            case "browsed" -> new Value.Int(browsed.get());
            case "kept" -> kept();
            case "refused" ->
                throw new DriverException(
                        Reason.REFUSED, "it said no", new DeviceStatus(0x803C0000L, "Bad_OutOfRange"));
            case "mistake" -> throw new IllegalStateException("a mistake of the vendor's");
            case "lost" -> lost();
            default -> misbehave(address);
        };
    }

    private Value misbehave(String address) throws DriverException {
        switch (address) {
            case "exit" -> System.exit(5);
            case "hang" -> {
                while (true) {
                    Thread.onSpinWait();
                }
            }
            case "sleep" -> sleep();
            case "memory" -> {
                List<byte[]> all = new ArrayList<>();
                while (true) {
                    all.add(new byte[1 << 20]);
                }
            }
            case "crash" -> crash();
            case "print" -> print();
            default -> {
                return new Value.Text(address);
            }
        }
        return new Value.Absent();
    }

    private static void sleep() throws DriverException {
        try {
            Thread.sleep(600_000);
        } catch (InterruptedException e) {
            throw new DriverException(Reason.TIMEOUT, "interrupted in its sleep");
        }
    }

    /** As a native library does that writes where nothing is. */
    private static void crash() {
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            var field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            type.getMethod("putLong", long.class, long.class).invoke(field.get(null), 0L, 0L);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** To where the frames would be, if native code could find them. */
    private static void print() {
        System.out.println("a line to standard output");
        System.err.println("a line to standard error");
        // Not closed: it is the process's.
        FileOutputStream raw = new FileOutputStream(FileDescriptor.out);
        try {
            for (int i = 0; i < 10_000; i++) {
                raw.write(("garbage " + i + "\n").getBytes());
            }
            if (System.in.read() >= 0) {
                throw new IllegalStateException("standard input is not empty");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String temporary() {
        try {
            Path file = Files.createTempFile("library", ".so");
            return file.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String seen(String className) {
        try {
            Class.forName(className, false, getClass().getClassLoader());
            return "seen";
        } catch (ClassNotFoundException e) {
            return "unseen";
        }
    }

    private static String secret(Secret secret) {
        try {
            return secret.resolve().text();
        } catch (SecretException e) {
            return "none: " + e.getMessage();
        }
    }

    static Value.Series big(int values) {
        float[] floats = new float[values];
        for (int i = 0; i < values; i++) {
            floats[i] = i / 3f;
        }
        return new Value.Series(87e6, 0.5, "Hz", floats, new Value.Record(Map.of()));
    }

    private static Value deep() {
        Value value = new Value.Int(1);
        for (int i = 0; i < 40; i++) {
            value = new Value.Array(List.of(value));
        }
        return value;
    }

    private Value kept() {
        context.remark(new Remark("point", "about", "before"));
        context.whenKept(() -> {
            // It may ask the agent, from where it is told.
            context.clock().instant();
            kept.countDown();
        });
        try {
            kept.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Value.Bool(true);
    }

    private Value lost() {
        context.connectionLost(new DriverException(Reason.UNREACHABLE, "the line is dead"));
        return new Value.Absent();
    }

    @Override
    public DeviceStatus write(Point point, Value value) throws DriverException {
        if (value instanceof Value.Int number && number.value() > 100) {
            throw new DriverException(Reason.REFUSED, "above 100: " + number.value());
        } else if (value.equals(new Value.Text("exit"))) {
            System.exit(5);
        }
        return new DeviceStatus(7, point.name() + " has " + value);
    }

    @Override
    public Stream<FoundPoint> browse(String from, int levels) {
        return IntStream.iterate(0, i -> i + 1)
                .peek(i -> browsed.incrementAndGet())
                .mapToObj(i -> new FoundPoint(
                        from + i, "name " + i, ValueType.REAL, "Cel", levels, FoundPoint.Access.READ_WRITE, "1"))
                .onClose(() -> browsed.set(-1));
    }

    @Override
    public MethodAnswer call(DeviceMethod method, List<Value> arguments) {
        List<Value> outputs = new ArrayList<>(arguments);
        outputs.add(new Value.Text(method.toString()));
        return new MethodAnswer(DeviceStatus.OK, outputs);
    }

    @Override
    public Value.Record operate(String operation, Value.Record arguments) {
        return new Value.Record(Map.of(operation, arguments));
    }
}
