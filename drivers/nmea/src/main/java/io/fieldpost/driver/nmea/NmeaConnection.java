package io.fieldpost.driver.nmea;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.serial.ByteLine;
import io.fieldpost.driver.serial.LineAddress;
import io.fieldpost.driver.serial.Parity;
import io.fieldpost.driver.serial.SerialSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where sentences come from. */
sealed interface NmeaConnection {
    /** What a technician reads of it in complaints. */
    String EXAMPLES = "serial:/dev/ttyUSB0, tcp://10.0.0.5:10110, udp://0.0.0.0:10110 or gpsd://127.0.0.1:2947";

    /** How long a server may take to accept, and to take what it is sent. */
    Duration PATIENCE = Duration.ofSeconds(5);

    ByteLine open(SerialSettings serial) throws DriverException;

    /** A serial port, or a server that passes sentences on. */
    record Line(LineAddress address) implements NmeaConnection {
        /** NMEA 0183, 5. */
        private static final int USUAL_BAUD_RATE = 4800;

        @Override
        public ByteLine open(SerialSettings serial) throws DriverException {
            return address.open(serial.orUsually(USUAL_BAUD_RATE, Parity.NONE), USUAL_BAUD_RATE, PATIENCE);
        }
    }

    /** Datagrams that others send to this gateway. */
    record Datagrams(String host, int port) implements NmeaConnection {
        @Override
        public ByteLine open(SerialSettings serial) throws DriverException {
            return UdpLine.open(host, port);
        }
    }

    /**
     * A gpsd.
     *
     * @param device one of its receivers; empty for all
     */
    record Gpsd(LineAddress address, String device) implements NmeaConnection {
        @Override
        public ByteLine open(SerialSettings serial) throws DriverException {
            ByteLine line = connected(serial);
            try {
                line.write(watch().getBytes(StandardCharsets.US_ASCII), System.nanoTime() + PATIENCE.toNanos());
                return line;
            } catch (DriverException e) {
                line.close();
                throw e;
            }
        }

        private ByteLine connected(SerialSettings serial) throws DriverException {
            try {
                return address.open(serial, 0, PATIENCE);
            } catch (DriverException e) {
                throw new DriverException(
                        e.reason(), "gpsd is not reached; does it run and listen there? " + e.getMessage(), e);
            }
        }

        private String watch() {
            String of = device.isEmpty() ? "" : ",\"device\":\"" + device + "\"";
            return "?WATCH={\"enable\":true,\"json\":true,\"nmea\":true,\"pps\":true" + of + "};\n";
        }
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with what is wrong and what is allowed
     */
    static NmeaConnection parse(String text) {
        if (text.startsWith("serial:") || text.startsWith("tcp:")) {
            return new Line(LineAddress.parse(text));
        }
        Matcher parts = Syntax.OTHERS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no connection; write it like " + EXAMPLES);
        }
        String place = parts.group(2) + ":" + parts.group(3);
        LineAddress address = LineAddress.parse("tcp://" + place);
        String device = parts.group(4) == null ? "" : parts.group(4);
        if (parts.group(1).equals("gpsd")) {
            return new Gpsd(address, device);
        }
        if (!device.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "': nothing follows the port of udp://");
        }
        return new Datagrams(parts.group(2), Integer.parseInt(parts.group(3)));
    }

    /** Not part of what a connection is. */
    final class Syntax {
        private static final Pattern OTHERS =
                Pattern.compile("(udp|gpsd)://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})(/[A-Za-z0-9/._:-]+)?");

        private Syntax() {}
    }
}
