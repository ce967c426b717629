package io.fieldpost.driver.modbus.line;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the units are, as it stands in the settings. */
public sealed interface Connection {
    /** What {@link #parse} takes, for the schema. */
    String PATTERN = "(rtu\\+)?tcp://([^\\s:/\\[\\]]+|\\[[0-9a-fA-F:.]+\\])(:\\d{1,5})?|serial:/\\S+";

    /** Modbus TCP. */
    record Tcp(String host, int port) implements Connection {}

    /** RTU frames through a converter between Ethernet and a serial line that passes bytes on. */
    record RtuOverTcp(String host, int port) implements Connection {}

    /** RTU frames on a serial line. */
    record Serial(String device) implements Connection {}

    /**
     * Reads {@code tcp://host[:502]}, {@code rtu+tcp://host:port} or {@code serial:/dev/ttyUSB0}.
     *
     * @throws IllegalArgumentException with a fact for the technician
     */
    static Connection parse(String text) {
        if (text.startsWith("serial:/")) {
            return new Serial(text.substring("serial:".length()));
        }
        Matcher matcher = Parts.URL.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no connection; write it like tcp://10.0.0.5:502 or serial:/dev/ttyUSB0");
        }
        boolean rtu = matcher.group(1) != null;
        String port = matcher.group(3);
        if (port == null && rtu) {
            throw new IllegalArgumentException("'" + text + "' has no port; a converter has no usual one");
        }
        int number = port == null ? Parts.USUAL_PORT : Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("port " + number + " of '" + text + "' is not from 1 to 65535");
        }
        String host = matcher.group(2).replaceAll("[\\[\\]]", "");
        return rtu ? new RtuOverTcp(host, number) : new Tcp(host, number);
    }

    /** Of such a text. */
    final class Parts {
        private static final Pattern URL =
                Pattern.compile("(rtu\\+)?tcp://([^\\s:/\\[\\]]+|\\[[0-9a-fA-F:.]+\\])(?::(\\d{1,5}))?");
        private static final int USUAL_PORT = 502;

        private Parts() {}
    }
}
