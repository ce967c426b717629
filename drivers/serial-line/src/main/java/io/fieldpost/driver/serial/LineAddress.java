package io.fieldpost.driver.serial;

import io.fieldpost.driver.DriverException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a line begins: a serial port of this gateway, or a serial server that passes bytes through (its transparent or raw mode). */
public sealed interface LineAddress {
    /** What a technician reads of it in complaints. */
    String EXAMPLES = "serial:/dev/ttyUSB0 or tcp://10.0.0.5:4001";

    /**
     * Opens the line.
     *
     * @param settings how a serial port is set; of no effect on a serial server
     * @param usualBaudRate bits per second where the settings name none; even parity is meant where they name none
     * @param patience how long a serial server may take to accept
     * @throws DriverException {@code UNREACHABLE} or {@code TIMEOUT} when nobody is there, {@code CONFIGURATION} when it can never work
     */
    ByteLine open(SerialSettings settings, int usualBaudRate, Duration patience) throws DriverException;

    /** A serial port by its device file. */
    record SerialDevice(String path) implements LineAddress {
        @Override
        public ByteLine open(SerialSettings settings, int usualBaudRate, Duration patience) throws DriverException {
            return SerialLine.open(path, settings, settings.baudRateOr(usualBaudRate));
        }

        @Override
        public String toString() {
            return "serial:" + path;
        }
    }

    /** A serial server: every byte that it gets goes to the line as it is, and back. */
    record SerialServer(String host, int port) implements LineAddress {
        @Override
        public ByteLine open(SerialSettings settings, int usualBaudRate, Duration patience) throws DriverException {
            return TcpLine.open(host, port, patience);
        }

        @Override
        public String toString() {
            return "tcp://" + host + ":" + port;
        }
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with what is wrong and what is allowed
     */
    static LineAddress parse(String text) {
        if (text.startsWith("serial:")) {
            String path = text.substring("serial:".length());
            if (!path.startsWith("/") || path.endsWith("/")) {
                throw new IllegalArgumentException(
                        "'" + text + "' names no device file; write it like serial:/dev/ttyUSB0");
            }
            return new SerialDevice(path);
        }
        Matcher server = Syntax.SERVER.matcher(text);
        if (!server.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no line; write it like " + EXAMPLES);
        }
        int port = Integer.parseInt(server.group(2));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
        return new SerialServer(server.group(1), port);
    }

    /** Not part of what an address is. */
    final class Syntax {
        private static final Pattern SERVER =
                Pattern.compile("tcp://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");

        private Syntax() {}
    }
}
