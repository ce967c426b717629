package io.fieldpost.driver;

import java.util.List;

/**
 * What a method gave back.
 *
 * @param status the device's own word for yes
 * @param outputs what it returned, in its own order; {@link Value.Absent} for what the driver can't carry
 */
public record MethodAnswer(DeviceStatus status, List<Value> outputs) {
    public MethodAnswer {
        outputs = List.copyOf(outputs);
    }
}
