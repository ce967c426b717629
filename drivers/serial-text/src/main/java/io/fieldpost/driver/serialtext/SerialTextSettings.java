package io.fieldpost.driver.serialtext;

import io.fieldpost.config.Setting;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.serial.ByteLine;
import io.fieldpost.driver.serial.LineAddress;
import io.fieldpost.driver.serial.LineShape;
import io.fieldpost.driver.serial.Parity;
import io.fieldpost.driver.serial.SerialSettings;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a device that speaks in lines is reached, and how its lines look. */
@Setting(
        "A device that speaks in lines of text, such as a scale or a gauge: unasked, or as an answer to a request. Its points say where in a line their values are.")
public record SerialTextSettings(
        @Setting(
                value =
                        "Where the line begins: a serial port of the gateway (serial:), or a serial server in its transparent mode or the device itself on the network (tcp:).",
                example = "serial:/dev/ttyUSB0")
        String connection,

        @Setting(
                value = "How the serial port is set; without it 9600 baud, 8 data bits, no parity, 1 stop bit.",
                byDefault = "{}")
        SerialSettings serial,

        @Setting(
                value =
                        "What asks the device for its answer, in double quotes with its end. Without it the device speaks unasked.",
                example = "SI\\r\\n")
        @Nullable
        String request,

        @Setting(value = "How many lines answer a request.", byDefault = "1", min = "1", max = "50")
        int answerLines,

        @Setting(
                value = "How long a device may take for its whole answer, and for the rest of a line that has begun.",
                byDefault = "1s",
                min = "10ms",
                max = "30s")
        Duration timeout,

        @Setting(
                value = "How often it is asked again at once when no whole line came.",
                byDefault = "1",
                min = "0",
                max = "5")
        int retries,

        @Setting(
                value =
                        "How long a device that speaks unasked may be silent, and a point without a line that fits it. 0s for a device that speaks only when a key is pressed.",
                byDefault = "30s",
                min = "0s",
                max = "1d")
        Duration staleAfter,

        @Setting(
                value =
                        "The character before each line, in double quotes, where the device sends one. What comes before it is noise.",
                example = "\\x02")
        @Nullable
        String start,

        @Setting(
                value = "What ends each line, in double quotes. Without it a carriage return, a line feed or both.",
                example = "\\x03")
        @Nullable
        String end,

        @Setting(value = "Bytes of the longest line that is one.", byDefault = "256", min = "1", max = "999")
        int longestLine,

        @Setting(value = "How the device writes characters.", byDefault = "ascii")
        Characters characters,

        @Setting(
                value =
                        "What the last two characters of a line are: the hexadecimal digits of a sum over those before them, or nothing special.",
                byDefault = "none")
        Checksum checksum,

        @Setting(value = "What stands between two columns. Without it blanks, as many as there are.", example = ",")
        @Nullable
        String delimiter,

        @Setting(
                "What the device's words for its state mean. Known without it: S, ST (good), D, US (uncertain), OL (overload), UL (underload). A word that is not known is uncertain.")
        Map<String, Meaning> statuses,

        @Setting(
                "Lines that are messages and no values: regular expressions for whole lines, and what they mean for all points, such as { \"S \\\\+\": overload }.")
        Map<String, Meaning> messages,

        @Setting(
                "What the device's names of units are in UCUM, beside the usual ones, such as { \"lb av\": \"[lb_av]\" }.")
        Map<String, String> units) {
    private static final int USUAL_BAUD_RATE = 9600;
    private static final int LONGEST_END = 4;

    public SerialTextSettings {
        try {
            LineAddress.parse(connection);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("connection: " + e.getMessage(), e);
        }
        checkBytes("request", request, 200, characters);
        checkBytes("start", start, 1, Characters.LATIN_1);
        checkBytes("end", end, LONGEST_END, Characters.LATIN_1);
        checkBytes("delimiter", delimiter, 20, Characters.UTF_8);
        messages.forEach(SerialTextSettings::checkMessage);
    }

    private static void checkBytes(String key, @Nullable String text, int most, Characters characters) {
        if (text == null) {
            return;
        }
        int count = characters
                .bytes(text)
                .orElseThrow(() -> new IllegalArgumentException(key + ": has characters that the device has not"))
                .length;
        if (count < 1 || count > most) {
            throw new IllegalArgumentException(key + ": is " + count + " bytes long, of 1 to " + most
                    + "; write control characters in double quotes, like \"\\r\\n\" or \"\\x02\"");
        }
    }

    private static void checkMessage(String regex, Meaning meaning) {
        try {
            LinePattern.compiled(regex);
        } catch (AddressException e) {
            throw new IllegalArgumentException("messages: '" + regex + "': " + e.complaint(), e);
        }
        if (meaning == Meaning.GOOD || meaning == Meaning.UNCERTAIN) {
            throw new IllegalArgumentException("messages: '" + regex + "': a message has no value that could be "
                    + meaning.words() + "; make it the pattern of a point, or ignore it");
        }
    }

    ByteLine open() throws DriverException {
        return LineAddress.parse(connection)
                .open(serial.orUsually(USUAL_BAUD_RATE, Parity.NONE), USUAL_BAUD_RATE, timeout);
    }

    LineShape shape() {
        int first = start == null ? LineShape.NO_START : start.charAt(0);
        byte[] last = end == null ? new byte[0] : Characters.LATIN_1.bytes(end).orElseThrow();
        return new LineShape(first, last, longestLine, timeout);
    }
}
