package io.fieldpost.radio.receiver.rows;

/** Counts what could not be read and keeps the last reason. One thread writes, any reads. */
final class Refusals {
    private volatile long count;
    private volatile String last = "";

    /**
     * @param place such as {@code line 17}
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void add(String place, String reason) {
        last = place + ": " + reason;
        count++;
    }

    long count() {
        return count;
    }

    /** Empty when nothing was refused. */
    String last() {
        return last;
    }
}
