package io.fieldpost.radio.receiver;

/**
 * Follows the counter that an RTL2832U sends in test mode instead of samples: each byte is one more than the last, modulo 256. Bytes before
 * the counter has begun are passed over. One thread.
 */
final class CounterCheck {
    /** Samples that count by chance for so long do not exist. */
    private static final int CERTAIN_BYTES = 1024;

    private int expected = -1;
    private int inARow;
    private boolean counting;
    private long bytes;
    private long gaps;
    private long leastLost;

    void accept(byte[] data, int length) {
        for (int i = 0; i < length; i++) {
            int value = data[i] & 0xFF;
            if (counting) {
                bytes++;
                if (value != expected) {
                    gaps++;
                    leastLost += value - expected & 0xFF;
                }
            } else {
                inARow = value == expected ? inARow + 1 : 0;
                counting = inARow >= CERTAIN_BYTES;
            }
            expected = value + 1 & 0xFF;
        }
    }

    TestModeResult result() {
        return new TestModeResult(bytes, gaps, leastLost);
    }
}
