package io.fieldpost.driver.modbus.line;

import com.digitalpetri.modbus.ExceptionCode;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.Quality;
import java.util.Locale;

/**
 * What a unit says no with (Modbus application protocol 1.1b3, 7).
 *
 * @param code the exception code, 0 to 255
 */
public record Refusal(int code) {
    private static final int ILLEGAL_FUNCTION = 1;
    private static final int ILLEGAL_ADDRESS = 2;
    private static final int ILLEGAL_VALUE = 3;
    private static final int DEVICE_FAILURE = 4;
    private static final int ACKNOWLEDGE = 5;
    private static final int BUSY = 6;
    private static final int MEMORY_PARITY = 8;
    private static final int GATEWAY_PATH = 10;
    private static final int GATEWAY_TARGET = 11;

    /** In the standard's words, lower case: {@code illegal data address}. */
    public String name() {
        return ExceptionCode.from(code)
                .map(known -> known.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .orElse("exception of the vendor's own");
    }

    /** As the device's own word for a command. */
    public DeviceStatus status() {
        return new DeviceStatus(code, name());
    }

    /** What it means for the values that were asked for. */
    public Quality quality() {
        return switch (code) {
            case ILLEGAL_FUNCTION, ILLEGAL_VALUE -> Quality.BAD_CONFIGURATION;
            case ILLEGAL_ADDRESS -> Quality.BAD_ADDRESS_UNKNOWN;
            case DEVICE_FAILURE, MEMORY_PARITY -> Quality.BAD_DEVICE_FAILURE;
            case ACKNOWLEDGE, BUSY -> Quality.BAD_OUT_OF_SERVICE;
            case GATEWAY_PATH -> Quality.BAD_NOT_CONNECTED;
            case GATEWAY_TARGET -> Quality.BAD_TIMEOUT;
            default -> Quality.BAD;
        };
    }

    /** Whether a part of the request may be allowed: some units say "value" for a length that reaches beyond their registers. */
    public boolean mayFitInParts() {
        return code == ILLEGAL_ADDRESS || code == ILLEGAL_VALUE;
    }

    /** Whether it will be the same the next time, so that there is no hurry to ask again. */
    public boolean isLasting() {
        return code >= ILLEGAL_FUNCTION && code <= ILLEGAL_VALUE;
    }

    /** Whether it is a yes: accepted, and takes longer than an answer may. */
    public boolean isAcceptance() {
        return code == ACKNOWLEDGE;
    }

    /** Whether a gateway passed the request on and heard nothing, so that what became of it is not known. */
    public boolean leavesItOpen() {
        return code == GATEWAY_TARGET;
    }

    /** Whether a gateway says it in place of the unit, which is away. */
    public boolean saysUnitIsAway() {
        return code == GATEWAY_PATH || code == GATEWAY_TARGET;
    }
}
