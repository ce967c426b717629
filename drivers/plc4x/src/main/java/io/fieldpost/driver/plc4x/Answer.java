package io.fieldpost.driver.plc4x;

import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import org.apache.plc4x.java.api.messages.PlcReadResponse;
import org.apache.plc4x.java.api.types.PlcResponseCode;

/**
 * What came of one address.
 *
 * @param remark what a person should know of it, empty when it is good
 */
record Answer(Value value, Quality quality, String remark) {
    static final Answer UNKNOWN_CAUSE = bad(
            ResponseCodes.quality(PlcResponseCode.INTERNAL_ERROR), ResponseCodes.fact(PlcResponseCode.INTERNAL_ERROR));

    static Answer bad(Quality quality, String remark) {
        return new Answer(new Value.Absent(), quality, remark);
    }

    /** The answer to the tag of a name. */
    static Answer of(PlcReadResponse response, String name) {
        PlcResponseCode code = response.getResponseCode(name);
        if (code != PlcResponseCode.OK) {
            PlcResponseCode told = code == null ? PlcResponseCode.INTERNAL_ERROR : code;
            return bad(ResponseCodes.quality(told), ResponseCodes.fact(told));
        }
        Value value;
        try {
            value = ReadValues.of(response.getPlcValue(name));
        } catch (RuntimeException e) {
            return bad(Quality.BAD_CONFIGURATION, ResponseCodes.fact(PlcResponseCode.INVALID_DATA));
        }
        return value instanceof Value.Absent
                ? bad(Quality.BAD_CONFIGURATION, ResponseCodes.fact(PlcResponseCode.INVALID_DATA))
                : new Answer(value, Quality.GOOD, "");
    }
}
