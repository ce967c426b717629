package io.fieldpost.driver;

/**
 * A driver that can also write. The runner calls it on the source's own thread, between two reads, once the source works; only points on
 * the allow-list with values within their limits arrive here.
 *
 * <p>A write that failed does not end the session: a driver that can't use it any more says so with
 * {@link DriverContext#connectionLost}. A driver writes once and never repeats: whoever asked decides whether to ask again.
 */
public interface Writable {
    /**
     * Writes one value and returns once the device has confirmed it. The driver converts the value to what the device holds and refuses
     * what would not arrive as it was meant: too large, a fraction into a whole number, a text into a number.
     *
     * @return the device's own word for yes, which can be more than a plain one: accepted but limited, accepted and not done yet
     * @throws DriverException {@code REFUSED} with the device's own word when it says no, or without one when the value can't be sent;
     *     {@code UNREACHABLE} only when certainly nothing was sent; {@code TIMEOUT} or {@code PROTOCOL} when something was sent and nobody
     *     knows what became of it
     */
    DeviceStatus write(Point point, Value value) throws DriverException;
}
