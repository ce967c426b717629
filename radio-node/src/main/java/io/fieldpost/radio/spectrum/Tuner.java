package io.fieldpost.radio.spectrum;

/** What a sweep needs of a receiver. */
@FunctionalInterface
public interface Tuner {
    /**
     * Tunes, without waiting for it to happen.
     *
     * @return index of the first sample that the receiver took after the command was given, as far as that is known; samples are good
     *     only a settle time later
     */
    long tune(long centerHz);
}
