package io.fieldpost.driver.serial;

import java.time.Duration;

/**
 * How a device tells one line from the next.
 *
 * @param start the first byte of each line, {@link #NO_START} where there is none
 * @param end the last bytes of each line; none where a carriage return or a line feed ends one, whichever comes
 * @param longest bytes between them at most
 * @param patience how long the rest of a line that has begun may take; after this silence the next byte begins another
 */
public record LineShape(int start, byte[] end, int longest, Duration patience) {
    /** Lines begin with what is in them. */
    public static final int NO_START = -1;

    /** Lines of text: ended by a carriage return, a line feed or both. */
    public static LineShape text(int longest, Duration patience) {
        return new LineShape(NO_START, new byte[0], longest, patience);
    }
}
