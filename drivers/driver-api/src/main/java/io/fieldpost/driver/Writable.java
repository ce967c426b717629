package io.fieldpost.driver;

/** A driver that can also write. The runner asks only for points on the allow-list. */
public interface Writable {
    /**
     * Writes one value and returns once the device has confirmed it.
     *
     * @throws DriverException {@code REFUSED} with the device's own word when it says no
     */
    void write(Point point, Value value) throws DriverException;
}
