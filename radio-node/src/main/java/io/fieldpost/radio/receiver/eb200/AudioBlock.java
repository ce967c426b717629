package io.fieldpost.radio.receiver.eb200;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A stretch of demodulated sound, as a WAV file wants it.
 *
 * @param sampleRateHz 8, 16 or 32 kHz
 * @param channels 1 or 2
 * @param bitsPerSample 16 signed little-endian, or 8 unsigned
 * @param pcm the samples, channels in turn
 * @param frequencyHz what was listened to
 * @param demodulation name of the receiver's setting, such as {@code FM}
 * @param startNanos its time since 1970 by the receiver; 0 when there is none
 * @param afterLoss whether something did not arrive since the block before it
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record AudioBlock(
        int sampleRateHz,
        int channels,
        int bitsPerSample,
        byte[] pcm,
        long frequencyHz,
        String demodulation,
        long startNanos,
        boolean afterLoss) {
    private static final int KINDS = 4;
    private static final int FASTEST_HZ = 32_000;

    /** How many instants it holds. */
    public int samples() {
        return pcm.length / channels / (bitsPerSample / 8);
    }

    /** Its samples as amplitudes of at most 1, channels in turn, so that {@code 1 / 32767} is the last of 16 bits. */
    public void decode(float[] out) {
        if (bitsPerSample == 8) {
            for (int i = 0; i < pcm.length; i++) {
                out[i] = ((pcm[i] & 0xFF) - 128) / 128f;
            }
            return;
        }
        for (int i = 0; i < pcm.length / 2; i++) {
            out[i] = (float) (pcm[2 * i] & 0xFF | pcm[2 * i + 1] << 8) / Short.MAX_VALUE;
        }
    }

    static AudioBlock read(Attribute attribute, boolean afterLoss) throws MalformedDatagramException {
        AudioHeader header = AudioHeader.read(attribute.header());
        int mode = header.mode();
        if (mode < 1 || mode > AudioHeader.LAST_MODE) {
            throw new MalformedDatagramException("audio mode " + mode + " is none of 1 to " + AudioHeader.LAST_MODE);
        }
        int channels = (mode & 1) == 1 ? 2 : 1;
        int bytes = (mode - 1) % KINDS < 2 ? 2 : 1;
        attribute.requireBytes(channels * bytes);
        byte[] pcm = new byte[attribute.items() * channels * bytes];
        ByteBuffer values = attribute.values();
        if (bytes == 1 || values.order() == ByteOrder.LITTLE_ENDIAN) {
            values.get(0, pcm);
        } else {
            for (int i = 0; i < pcm.length; i += 2) {
                pcm[i] = values.get(i + 1);
                pcm[i + 1] = values.get(i);
            }
        }
        int rate = FASTEST_HZ >> (mode - 1) / KINDS;
        return new AudioBlock(
                rate,
                channels,
                8 * bytes,
                pcm,
                header.frequencyHz(),
                header.demodulation(),
                header.timestampNanos(),
                afterLoss);
    }
}
