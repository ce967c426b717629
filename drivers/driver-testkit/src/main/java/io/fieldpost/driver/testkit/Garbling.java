package io.fieldpost.driver.testkit;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Spoils chunks of bytes, by a seed. One thread at a time. */
final class Garbling {
    private final Random random;

    Garbling(long seed) {
        this.random = new Random(seed);
    }

    /** What arrives in place of a chunk; at most twice its length and {@link FaultPlan#MOST_ADDED} bytes. May change the chunk. */
    byte[] apply(byte[] chunk) {
        return switch (random.nextInt(9)) {
            case 0 -> changed(chunk);
            case 1 -> cut(chunk);
            case 2 -> repeated(chunk, 0);
            case 3 -> repeated(chunk, random.nextInt(chunk.length));
            case 4 -> preceded(chunk);
            case 5 -> noise(chunk.length);
            default -> chunk;
        };
    }

    private byte[] changed(byte[] chunk) {
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            // The first bytes are lengths, kinds and addresses more often than the rest.
            int within = random.nextBoolean() ? Math.min(chunk.length, 12) : chunk.length;
            chunk[random.nextInt(within)] = (byte) random.nextInt(256);
        }
        return chunk;
    }

    /** Without its end, or without anything. */
    private byte[] cut(byte[] chunk) {
        byte[] rest = new byte[random.nextInt(chunk.length)];
        System.arraycopy(chunk, 0, rest, 0, rest.length);
        return rest;
    }

    /** A whole chunk, and what is behind {@code from} once more. */
    private static byte[] repeated(byte[] chunk, int from) {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.writeBytes(chunk);
        twice.write(chunk, from, chunk.length - from);
        return twice.toByteArray();
    }

    private byte[] preceded(byte[] chunk) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(noise(1 + random.nextInt(FaultPlan.MOST_ADDED)));
        all.writeBytes(chunk);
        return all.toByteArray();
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
