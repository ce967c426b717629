package io.fieldpost.radio.spectrum;

/** Sees the power of every transform. */
@FunctionalInterface
interface FramePowers {
    /**
     * Takes some transforms.
     *
     * @param power |X|² of bin k of transform f at {@code k * stride + f}, not scaled; only for the time of the call
     * @param count how many transforms
     */
    void accept(float[] power, int stride, int count);
}
