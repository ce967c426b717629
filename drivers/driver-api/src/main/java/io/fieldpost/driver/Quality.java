package io.fieldpost.driver;

/**
 * How far a value can be trusted. Each constant stands for one OPC UA status (Part 8, 6.3; numbers from the published StatusCode
 * list) and one of the three Sparkplug qualities, so that both survive the way through the store.
 */
public enum Quality {
    GOOD(0x00000000),
    /** The value was held at a limit. */
    GOOD_CLAMPED(0x00300000),
    UNCERTAIN(0x40000000),
    /** Whatever updated this value has stopped doing so. */
    UNCERTAIN_LAST_USABLE(0x40900000),
    UNCERTAIN_INITIAL(0x40920000),
    UNCERTAIN_SENSOR_NOT_ACCURATE(0x40930000),
    UNCERTAIN_UNITS_EXCEEDED(0x40940000),
    UNCERTAIN_SUBNORMAL(0x40950000),
    BAD(0x80000000),
    BAD_COMMUNICATION(0x80050000),
    BAD_TIMEOUT(0x800A0000),
    BAD_WAITING_FOR_INITIAL_DATA(0x80320000),
    /** The address is unknown to the device. */
    BAD_ADDRESS_UNKNOWN(0x80340000),
    BAD_CONFIGURATION(0x80890000),
    BAD_NOT_CONNECTED(0x808A0000),
    BAD_DEVICE_FAILURE(0x808B0000),
    BAD_SENSOR_FAILURE(0x808C0000),
    BAD_OUT_OF_SERVICE(0x808D0000);

    /** The two upper bits of a status. */
    public enum Severity {
        GOOD,
        UNCERTAIN,
        BAD;

        /** The severity of an OPC UA StatusCode; the fourth, which is reserved, counts as bad. */
        public static Severity ofOpcUaStatus(int statusCode) {
            return switch (statusCode >>> 30) {
                case 0 -> GOOD;
                case 1 -> UNCERTAIN;
                default -> BAD;
            };
        }
    }

    private final int opcUaStatus;

    Quality(int opcUaStatus) {
        this.opcUaStatus = opcUaStatus;
    }

    /** OPC UA StatusCode, its lower 16 bits zero. */
    public int opcUaStatus() {
        return opcUaStatus;
    }

    /** Whether it is good, uncertain or bad. */
    public Severity severity() {
        return Severity.ofOpcUaStatus(opcUaStatus);
    }

    /** Sparkplug B 3.0, 6.4.17: 192 good, 500 stale, 0 bad. */
    public int sparkplug() {
        return switch (severity()) {
            case GOOD -> 192;
            case UNCERTAIN -> 500;
            case BAD -> 0;
        };
    }

    /**
     * The nearest constant to an OPC UA status: the same code if there is one, else the plain one of its severity.
     *
     * @param statusCode any StatusCode; its info bits are ignored
     */
    public static Quality ofOpcUaStatus(int statusCode) {
        int code = statusCode & 0xFFFF0000;
        if (code == 0) {
            return GOOD;
        }
        for (Quality quality : VALUES) {
            if (quality.opcUaStatus == code) {
                return quality;
            }
        }
        return switch (Severity.ofOpcUaStatus(statusCode)) {
            case GOOD -> GOOD;
            case UNCERTAIN -> UNCERTAIN;
            case BAD -> BAD;
        };
    }

    private static final Quality[] VALUES = values();
}
