package io.fieldpost.driver;

import java.util.List;

/** A driver that is asked for values. The plain kind: prefer it where the device does not push. */
public interface PolledDriver extends Driver {
    /**
     * Reads points. A device that is lost is an exception; a point that can't be read is a measurement of bad quality, so one bad
     * point never fails the rest.
     *
     * @param points what to read, the same list at each call unless commands ask for others
     * @return one measurement for each point, in the order of {@code points}
     * @throws DriverException when the device is lost; the runner closes this driver and opens another
     */
    List<Measurement> read(List<Point> points) throws DriverException;
}
