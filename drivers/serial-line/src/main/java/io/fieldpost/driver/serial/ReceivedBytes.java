package io.fieldpost.driver.serial;

import io.fieldpost.driver.DriverException;

/** What has come on a line since somebody asked, up to a bound. For one thread; made once and used for every answer. */
public final class ReceivedBytes {
    private final byte[] bytes;
    private int length;

    /** Looks whether what has come holds all that is waited for. */
    @FunctionalInterface
    public interface Completion {
        /**
         * @param bytes those that have come are at 0 to {@code length}; not to be changed or kept
         * @return whether to wait no longer
         */
        boolean isComplete(byte[] bytes, int length);
    }

    /** @param most how many bytes are kept; what comes beyond ends the wait */
    public ReceivedBytes(int most) {
        this.bytes = new byte[most];
    }

    /** Forgets everything. */
    public void clear() {
        length = 0;
    }

    /**
     * Reads until a frame is complete.
     *
     * @param completion asked after each piece that came
     * @param deadlineNanos as {@link ByteLine#read}
     * @return whether it became complete; false at the deadline, or when the bound is full
     * @throws DriverException when the line is gone
     */
    public boolean readUntil(ByteLine line, Completion completion, long deadlineNanos) throws DriverException {
        while (length < bytes.length) {
            int came = line.read(bytes, length, deadlineNanos);
            if (came == 0) {
                return false;
            }
            length += came;
            if (completion.isComplete(bytes, length)) {
                return true;
            }
        }
        return false;
    }

    /** Drops the first bytes, so that the next frame stands at the beginning. */
    public void drop(int count) {
        System.arraycopy(bytes, count, bytes, 0, length - count);
        length -= count;
    }

    /** The bytes; those up to {@link #length} have come. Not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }
}
