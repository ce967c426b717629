package io.fieldpost.driver;

import java.util.stream.Stream;

/** A driver whose device can tell what it has. */
public interface Browsable {
    /**
     * Lists what lies below an address, lazily: the device is asked while the stream is read, so a reader who stops early costs it
     * little. A folder comes before what lies in it. A device whose folders contain each other in a circle still gives an end: what
     * was listed once is not listed again.
     *
     * <p>Called after {@link Driver#open} and not beside reads or {@code start}. A device that is lost while the stream is read throws
     * {@link UncheckedDriverException} from the stream.
     *
     * @param from where to begin, in the driver's syntax; empty for the device's own beginning
     * @param levels how many levels below {@code from}, at least 1
     * @return a stream that the caller closes
     */
    Stream<FoundPoint> browse(String from, int levels) throws DriverException;
}
