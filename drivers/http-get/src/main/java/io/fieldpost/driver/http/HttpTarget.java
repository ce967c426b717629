package io.fieldpost.driver.http;

import java.nio.charset.StandardCharsets;

/** The path and query of a request as they may travel (RFC 3986, 3.3 and 3.4). */
public final class HttpTarget {
    private static final String NEVER_RAW = "\"<>\\^`{|}#";
    private static final int LONGEST_SHOWN = 120;

    private HttpTarget() {}

    /** Percent-encodes what may not travel as it is, such as blanks and letters beyond ASCII; leaves what is encoded already. */
    public static String encoded(String target) {
        StringBuilder encoded = new StringBuilder(target.length());
        for (byte each : target.getBytes(StandardCharsets.UTF_8)) {
            if (each <= ' ' || each == 0x7F || NEVER_RAW.indexOf(each) >= 0) {
                encoded.append(String.format("%%%02X", each & 0xFF));
            } else {
                encoded.append((char) each);
            }
        }
        return encoded.toString();
    }

    /** Text of a device for a message: short, and without control characters. */
    public static String shown(String text) {
        String clean = text.strip().replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        return clean.length() <= LONGEST_SHOWN ? clean : clean.substring(0, LONGEST_SHOWN) + "…";
    }
}
