package io.fieldpost.driver.plc4x;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.util.Map;
import org.apache.plc4x.java.ads.tag.AdsStringTag;
import org.apache.plc4x.java.api.model.PlcTag;
import org.apache.plc4x.java.api.types.PlcResponseCode;
import org.apache.plc4x.java.api.types.PlcValueType;
import org.apache.plc4x.java.s7.readwrite.tag.S7StringFixedLengthTag;
import org.apache.plc4x.java.s7.readwrite.tag.S7StringVarLengthTag;

/** Writes one value, once, and looks whether it stands there. */
final class Writing {
    private final Plc4xSettings settings;
    private final Sessions sessions;

    Writing(Plc4xSettings settings, Sessions sessions) {
        this.settings = settings;
        this.sessions = sessions;
    }

    /**
     * Writes a value and, if the settings say so, reads it back.
     *
     * @throws DriverException as {@link io.fieldpost.driver.Writable#write} says; {@code PROTOCOL} too when the controller confirmed and another
     *     value stands there
     * @throws UnreadableException when something was sent and PLC4X does not know what became of it
     */
    DeviceStatus write(Point point, Value value) throws DriverException, UnreadableException {
        PlcTag tag = tag(point);
        Object fitting = fitting(tag, value, point);
        Session session = sessions.current();
        PlcResponseCode code = session.write(tag, fitting);
        if (code != PlcResponseCode.OK) {
            throw new DriverException(
                    Reason.REFUSED, point.address() + ": " + ResponseCodes.fact(code), ResponseCodes.status(code));
        }
        if (settings.readBack()) {
            readBack(session, point, tag, fitting);
        }
        return DeviceStatus.OK;
    }

    private PlcTag tag(Point point) throws DriverException {
        try {
            return Addresses.parse(settings.line().family(), point.address());
        } catch (AddressException e) {
            throw new DriverException(Reason.CONFIGURATION, "address " + point.address() + ": " + e.complaint(), e);
        }
    }

    private static Object fitting(PlcTag tag, Value value, Point point) throws DriverException {
        if (!tag.getArrayInfo().isEmpty()) {
            throw new DriverException(Reason.REFUSED, "arrays can only be read: " + point.address());
        }
        PlcValueType type = tag.getPlcValueType();
        if (type == null || type == PlcValueType.NULL) {
            throw new DriverException(
                    Reason.REFUSED, "an address that names no type can only be read: " + point.address());
        }
        try {
            Object fitting = WriteValues.of(type, value);
            if (fitting instanceof String text) {
                checkLength(tag, text);
            }
            return fitting;
        } catch (UnfitException e) {
            throw new DriverException(Reason.REFUSED, e.getMessage() + ": " + point.address(), e);
        }
    }

    /** PLC4X cuts a text that is too long. */
    private static void checkLength(PlcTag tag, String text) throws UnfitException {
        if (tag instanceof S7StringVarLengthTag) {
            throw new UnfitException(
                    "a text is written to an address that names its length, such as %DB1:0:STRING(16)");
        }
        int most = tag instanceof S7StringFixedLengthTag fixed
                ? fixed.getStringLength()
                : tag instanceof AdsStringTag ads ? ads.getStringLength() : Integer.MAX_VALUE;
        if (text.length() > most) {
            throw new UnfitException("it holds " + most + " characters, not " + text.length());
        }
    }

    private static void readBack(Session session, Point point, PlcTag tag, Object written)
            throws DriverException, UnreadableException {
        Answer found = Answer.of(session.read(Map.of("value", tag)), "value");
        if (found.quality() != Quality.GOOD) {
            throw new DriverException(
                    Reason.PROTOCOL,
                    point.address() + " confirmed " + written + ", and can't be read back: " + found.remark());
        }
        if (!stands(written, found.value())) {
            throw new DriverException(
                    Reason.PROTOCOL,
                    point.address() + " confirmed " + written + ", and reads back " + text(found.value())
                            + "; it may have limits of its own, or a program that writes there too");
        }
    }

    private static boolean stands(Object written, Value found) {
        if (written instanceof Float real) {
            return found instanceof Value.Real back && (float) back.value() == real;
        } else if (written instanceof Double real) {
            return found instanceof Value.Real back && back.value() == real;
        }
        return text(found).equals(String.valueOf(written));
    }

    private static String text(Value value) {
        if (value instanceof Value.Int whole) {
            return Long.toString(whole.value());
        } else if (value instanceof Value.Real real) {
            return Double.toString(real.value());
        } else if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.value());
        }
        return value instanceof Value.Text text ? text.value() : value.toString();
    }
}
