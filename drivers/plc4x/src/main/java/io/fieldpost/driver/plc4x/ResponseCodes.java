package io.fieldpost.driver.plc4x;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.Quality;
import java.util.Locale;
import org.apache.plc4x.java.api.types.PlcResponseCode;

/** What PLC4X's word for one tag means for its point. */
final class ResponseCodes {
    private ResponseCodes() {}

    /** The quality of a point; good for {@code OK} alone. */
    static Quality quality(PlcResponseCode code) {
        return switch (code) {
            case OK -> Quality.GOOD;
            case NOT_FOUND, INVALID_ADDRESS -> Quality.BAD_ADDRESS_UNKNOWN;
            case ACCESS_DENIED, INVALID_DATATYPE, INVALID_DATA, UNSUPPORTED -> Quality.BAD_CONFIGURATION;
            case REMOTE_BUSY, RESPONSE_PENDING -> Quality.BAD_OUT_OF_SERVICE;
            case REMOTE_ERROR -> Quality.BAD_DEVICE_FAILURE;
            case INTERNAL_ERROR -> Quality.BAD;
        };
    }

    /** What a person should know of a point with such a code. */
    static String fact(PlcResponseCode code) {
        return switch (code) {
            case OK -> "";
            case NOT_FOUND, INVALID_ADDRESS ->
                "the controller does not have this address; look at its number, area and length";
            case ACCESS_DENIED ->
                "the controller denies access; allow PUT/GET, or take the block out of optimised access and protection";
            case INVALID_DATATYPE -> "the controller has another type there";
            case INVALID_DATA -> "the controller's answer does not fit the type of the address";
            case UNSUPPORTED -> "PLC4X does not support this address";
            case REMOTE_BUSY, RESPONSE_PENDING -> "the controller is busy";
            case REMOTE_ERROR -> "the controller reports an error of its own";
            case INTERNAL_ERROR -> "the controller refuses it, or PLC4X can't read the answer";
        };
    }

    /** The same as a device's word for a command. */
    static DeviceStatus status(PlcResponseCode code) {
        return new DeviceStatus(code.getValue(), code.name().toLowerCase(Locale.ROOT));
    }
}
