package misbehaving;

import io.fieldpost.config.Setting;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.tinylog.Logger;

/** A vendor's driver that does everything wrong, one thing at a time: its jar's resource {@code way} says which, and names its protocol. */
public final class MisbehavingFactory implements DriverFactory<MisbehavingFactory.Settings> {
    /** Nothing to set. */
    @Setting("A machine that misbehaves.")
    public record Settings(@Setting(value = "Its number.", byDefault = "7") int number) {}

    private static final String WAY = way();

    private static String way() {
        try (InputStream in = MisbehavingFactory.class.getResourceAsStream("/way")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String protocol() {
        return WAY;
    }

    @Override
    public Class<Settings> configType() {
        return Settings.class;
    }

    @Override
    public Driver create(Settings settings, DriverContext context) {
        return switch (WAY) {
            case "hang-start", "flood", "strangers", "future", "huge" -> new Streaming(context);
            default -> new Polled(context);
        };
    }

    private static void hang() {
        while (true) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                // As if nobody had asked.
            }
        }
    }

    private static void spin() {
        for (long i = 0; i >= 0; i++) {
            if (i == Long.MAX_VALUE) {
                i = 0;
            }
        }
    }

    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "vendor");
        thread.setDaemon(true);
        thread.start();
    }

    private abstract static class Common implements Driver {
        final DriverContext context;

        Common(DriverContext context) {
            this.context = context;
        }

        @Override
        public void open() throws DriverException {
            if (WAY.equals("hang-open")) {
                hang();
            }
            for (int i = 0; WAY.equals("left") && i < 10; i++) {
                thread(MisbehavingFactory::hang);
            }
        }

        @Override
        public void close() {
            if (WAY.equals("hang-close")) {
                hang();
            }
        }
    }

    private static final class Polled extends Common implements PolledDriver {
        private static final AtomicLong READS = new AtomicLong();

        Polled(DriverContext context) {
            super(context);
        }

        @Override
        public List<Measurement> read(List<Point> points) throws DriverException {
            long turn = READS.incrementAndGet();
            switch (WAY) {
                case "hang-read" -> hang();
                case "spin" -> spin();
                case "hang-close", "left" -> throw new DriverException(DriverException.Reason.CONFIGURATION, "no more");
                case "errors" -> {
                    if (turn % 3 == 0) {
                        deeper(0);
                    }
                    throw turn % 3 == 1 ? new NoClassDefFoundError("vendor/Missing") : new AssertionError("never");
                }
                case "messages" -> throw new IllegalStateException("m".repeat(2_000_000));
                case "threads" -> {
                    for (int i = 0; i < 30; i++) {
                        thread(MisbehavingFactory::hang);
                    }
                }
                case "nulls" -> {
                    return turn % 2 == 0 ? null : nulls(points.size());
                }
                case "log" -> {
                    thread(() -> {
                        while (true) {
                            System.out.println("the vendor has something to say");
                        }
                    });
                    while (true) {
                        System.err.println("the vendor has something to say");
                        Logger.info("the vendor has something to say");
                    }
                }
                default -> {}
            }
            List<Measurement> all = new ArrayList<>();
            points.forEach(point ->
                    all.add(Measurement.good(point, new Value.Int(turn), context.clock().instant())));
            return all;
        }

        private static List<Measurement> nulls(int count) {
            List<Measurement> nulls = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                nulls.add(null);
            }
            return nulls;
        }
    }

    private static final class Streaming extends Common implements StreamingDriver {
        private volatile Consumer<Measurement> sink;
        private volatile boolean closed;

        Streaming(DriverContext context) {
            super(context);
        }

        @Override
        public void start(List<Point> points, Consumer<Measurement> given) {
            if (WAY.equals("hang-start")) {
                hang();
            }
            sink = given;
            Point own = points.get(0);
            switch (WAY) {
                case "flood" -> thread(() -> {
                    for (long i = 0; ; i++) {
                        given.accept(Measurement.good(own, new Value.Int(i), Instant.now()));
                    }
                });
                case "huge" -> every(Duration.ofMillis(500), () -> give(own, new Value.Text("h".repeat(9 << 20)), Instant.now()));
                case "future" -> every(Duration.ofMillis(1), () -> {
                    give(own, new Value.Int(1), Instant.MAX);
                    give(own, new Value.Int(1), Instant.MIN);
                });
                case "strangers" -> every(Duration.ofMillis(1), () -> {
                    String name = "p" + System.nanoTime();
                    give(new Point(own.source(), name, "", ValueType.INT, "1"), new Value.Int(1), Instant.now());
                    if (System.nanoTime() % 1000 == 0) {
                        give(new Point("healthy-1", "a", "", ValueType.INT, "1"), new Value.Int(-1), Instant.now());
                    }
                });
                default -> {}
            }
        }

        private void give(Point point, Value value, Instant time) {
            sink.accept(Measurement.good(point, value, time));
        }

        @Override
        public void close() {
            super.close();
            closed = true;
        }

        private void every(Duration pause, Runnable work) {
            thread(() -> {
                while (!closed) {
                    work.run();
                    try {
                        Thread.sleep(pause.toMillis());
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
        }
    }
}
