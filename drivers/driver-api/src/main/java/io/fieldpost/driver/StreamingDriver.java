package io.fieldpost.driver;

import java.util.List;
import java.util.function.Consumer;

/** A driver whose device pushes values: a subscription, a receiver. */
public interface StreamingDriver extends Driver {
    /**
     * Asks the device to send, and returns once it agreed. From then on the driver hands each measurement to {@code sink}, from any
     * thread, until {@link #close}. The sink never blocks for long and never throws; it counts what it can't take.
     *
     * <p>When the session ends by itself, the driver calls {@link DriverContext#connectionLost} once.
     *
     * @param points what to watch; a driver that announces its own points ignores an empty list
     * @param sink where measurements go
     * @throws DriverException when the device is lost or refuses
     */
    void start(List<Point> points, Consumer<Measurement> sink) throws DriverException;
}
