package io.fieldpost.driver;

import java.util.List;

/** A driver whose device has methods to call. What holds for {@link Writable} about threads, sessions and the allow-list holds here. */
public interface Invocable {
    /**
     * Calls a method and returns once the device has answered.
     *
     * @param arguments in the method's own order; the driver converts them as {@link Writable#write} does
     * @throws DriverException as {@link Writable#write} does
     */
    MethodAnswer call(DeviceMethod method, List<Value> arguments) throws DriverException;
}
