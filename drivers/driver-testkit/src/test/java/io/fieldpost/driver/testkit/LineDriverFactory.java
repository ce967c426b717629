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
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A driver of {@link LineDevice} as it should be, polled or streaming, to prove that a good driver passes. */
public final class LineDriverFactory implements DriverFactory<LineDriverFactory.Settings> {
    /** Where the device is. */
    @Setting("A device that speaks lines.")
    public record Settings(
            @Setting("Port on this machine.") int port,
            @Setting("Whether it is watched.") boolean watched) {}

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
        return config.watched() ? new Watched(config.port(), context) : new Polled(config.port(), context);
    }

    private abstract static class Line implements Driver {
        private final int port;
        final DriverContext context;
        private volatile SocketChannel channel;
        private BufferedReader in;

        Line(int port, DriverContext context) {
            this.port = port;
            this.context = context;
        }

        @Override
        public void open() throws DriverException {
            try {
                channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                in = new BufferedReader(Channels.newReader(channel, StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new DriverException(Reason.UNREACHABLE, "nobody listens on port " + port, e);
            }
        }

        Measurement ask(Point point) throws DriverException {
            try {
                channel.write(ByteBuffer.wrap((point.address() + "\n").getBytes(StandardCharsets.US_ASCII)));
                String line = in.readLine();
                if (line == null) {
                    throw new DriverException(Reason.UNREACHABLE, "the device closed the connection");
                }
                return line.equals("?")
                        ? Measurement.bad(
                                point,
                                Quality.BAD_ADDRESS_UNKNOWN,
                                context.clock().instant())
                        : Measurement.good(
                                point,
                                new Value.Int(Long.parseLong(line)),
                                context.clock().instant());
            } catch (IOException e) {
                throw new DriverException(Reason.UNREACHABLE, "connection to port " + port + " broke", e);
            }
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
        Polled(int port, DriverContext context) {
            super(port, context);
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

        Watched(int port, DriverContext context) {
            super(port, context);
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
