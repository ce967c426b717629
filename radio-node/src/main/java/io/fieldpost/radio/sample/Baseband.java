package io.fieldpost.radio.sample;

/**
 * A span of complex samples around a frequency; amplitude 1 is full scale. Arrays are handed over, not copied.
 *
 * @param re real parts
 * @param im imaginary parts, as many
 * @param sampleRateHz complex samples per second
 * @param centerHz what 0 Hz stands for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying samples would cost more than it saves
public record Baseband(float[] re, float[] im, double sampleRateHz, double centerHz) {
    public Baseband {
        if (re.length != im.length) {
            throw new IllegalArgumentException(
                    "real and imaginary parts differ in number: " + re.length + ", " + im.length);
        }
    }

    /** How many samples there are. */
    public int length() {
        return re.length;
    }
}
