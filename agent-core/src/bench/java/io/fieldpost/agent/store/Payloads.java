package io.fieldpost.agent.store;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Payloads that can't be compressed, the same in each run, made beforehand. Each carries its number in its first 8 bytes. */
final class Payloads {
    private static final int PREPARED = 64;
    private static final long SEED = 20_261_123;

    private final byte[][] prepared = new byte[PREPARED][];

    /** Sizes within an eighth of the mean: a fixed one may happen to suit the pages of one store. */
    Payloads(int meanBytes) {
        SplittableRandom random = new SplittableRandom(SEED);
        int spread = meanBytes / 8;
        for (int i = 0; i < PREPARED; i++) {
            prepared[i] = new byte[meanBytes - spread + random.nextInt(2 * spread + 1)];
            random.nextBytes(prepared[i]);
        }
    }

    /** The payload of a record; the same array comes back for a later one. */
    byte[] of(long sequence) {
        byte[] payload = prepared[(int) (sequence % PREPARED)];
        ByteBuffer.wrap(payload).putLong(sequence);
        return payload;
    }
}
