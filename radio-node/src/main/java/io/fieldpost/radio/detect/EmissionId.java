package io.fieldpost.radio.detect;

/**
 * Names an emission for good: the number counts up within an epoch, and whoever starts the tracker gives an epoch that was never used.
 *
 * @param epoch of the tracker's life, such as the store's epoch or the second of its start
 * @param number from 1
 */
public record EmissionId(long epoch, long number) {
    /** {@code epoch-number}. */
    @Override
    public String toString() {
        return epoch + "-" + number;
    }
}
