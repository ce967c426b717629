package io.fieldpost.driver.testkit;

import io.fieldpost.config.Setting;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A driver of {@link LineDevice} as it should be, polled or streaming, to prove that a good driver passes. */
public final class LineDriverFactory implements DriverFactory<LineDriverFactory.Settings> {
    /** Where the device is. */
    @Setting("A device that speaks lines.")
    public record Settings(
            @Setting("Port on this machine.") int port,
            @Setting("Whether it is watched.") boolean watched,
            @Setting("How long one answer may take.") Duration timeout) {}

    @Override
    public String protocol() {
        return "line";
    }

    @Override
    public Class<Settings> configType() {
        return Settings.class;
    }

    @Override
    public Driver create(Settings config, DriverContext context) {
        return config.watched() ? new Watched(config, context) : new Polled(config, context);
    }

    private abstract static class Line implements Driver {
        private static final int MOST_CHARACTERS = 40;

        private final int port;
        private final Duration timeout;
        final DriverContext context;
        private volatile SocketChannel channel;
        private InputStream in;

        Line(Settings config, DriverContext context) {
            this.port = config.port();
            this.timeout = config.timeout();
            this.context = context;
        }

        @Override
        public void open() throws DriverException {
            try {
                channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                channel.socket().setSoTimeout((int) timeout.toMillis());
                // Of a channel, because a plain socket's wait can't be interrupted.
                in = channel.socket().getInputStream();
            } catch (IOException e) {
                throw new DriverException(Reason.UNREACHABLE, "nobody listens on port " + port, e);
            }
        }

        Measurement ask(Point point) throws DriverException {
            try {
                channel.write(ByteBuffer.wrap((point.address() + "\n").getBytes(StandardCharsets.US_ASCII)));
                String line = line();
                return line.equals("?")
                        ? Measurement.bad(
                                point,
                                Quality.BAD_ADDRESS_UNKNOWN,
                                context.clock().instant())
                        : Measurement.good(
                                point,
                                new Value.Int(Long.parseLong(line)),
                                context.clock().instant());
            } catch (NumberFormatException e) {
                throw new DriverException(Reason.PROTOCOL, "the device answered no number", e);
            } catch (SocketTimeoutException e) {
                throw new DriverException(Reason.TIMEOUT, "the device did not answer within " + timeout, e);
            } catch (IOException e) {
                throw new DriverException(Reason.UNREACHABLE, "connection to port " + port + " broke", e);
            }
        }

        private String line() throws IOException {
            long end = System.nanoTime() + timeout.toNanos();
            StringBuilder line = new StringBuilder();
            for (int each = in.read(); each != '\n'; each = in.read()) {
                if (each < 0) {
                    throw new EOFException("the device closed the connection");
                }
                if (line.length() == MOST_CHARACTERS || System.nanoTime() > end) {
                    throw new SocketTimeoutException("no end of a line");
                }
                line.append((char) each);
            }
            return line.toString();
        }

        @Override
        public void close() {
            if (channel != null) {
                try {
                    channel.close();
                } catch (IOException e) {
                    // It is gone, which is what was wanted.
                }
            }
        }
    }

    private static final class Polled extends Line implements PolledDriver {
        Polled(Settings config, DriverContext context) {
            super(config, context);
        }

        @Override
        public List<Measurement> read(List<Point> points) throws DriverException {
            List<Measurement> all = new ArrayList<>();
            for (Point point : points) {
                all.add(ask(point));
            }
            return all;
        }
    }

    private static final class Watched extends Line implements StreamingDriver {
        private volatile boolean closed;

        Watched(Settings config, DriverContext context) {
            super(config, context);
        }

        @Override
        public void start(List<Point> points, Consumer<Measurement> sink) throws DriverException {
            for (Point point : points) {
                sink.accept(ask(point));
            }
            ProxiedConnection.daemon("line-watch", () -> watch(points, sink));
        }

        private void watch(List<Point> points, Consumer<Measurement> sink) {
            try {
                while (!closed) {
                    for (Point point : points) {
                        Measurement measurement = ask(point);
                        synchronized (this) {
                            if (!closed) {
                                sink.accept(measurement);
                            }
                        }
                    }
                }
            } catch (DriverException e) {
                if (!closed) {
                    context.connectionLost(e);
                }
            }
        }

        @Override
        public void close() {
            synchronized (this) {
                closed = true;
            }
            super.close();
        }
    }
}
