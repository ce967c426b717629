package io.fieldpost.radio.receiver;

/** Whether an RTL2832U samples an input by itself, without the tuner, for frequencies below 28.8 MHz. */
public enum DirectSampling {
    /** Through the tuner. */
    OFF,
    /** The I input. */
    I,
    /** The Q input, which most receivers have wired. */
    Q
}
