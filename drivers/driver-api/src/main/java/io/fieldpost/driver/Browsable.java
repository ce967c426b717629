package io.fieldpost.driver;

import java.util.stream.Stream;

/** A driver whose device can tell what it has. */
public interface Browsable {
    /**
     * Lists what lies below an address, lazily.
     *
     * @param from where to begin, in the driver's syntax; empty for the device's own beginning
     * @return a stream that the caller closes
     */
    Stream<FoundPoint> browse(String from) throws DriverException;
}
