package io.fieldpost.radio.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes audio as WAV, PCM of 16 bits. While it grows, its two sizes are all ones, which readers take as "to the end of the file"; {@link
 * #close} puts the real ones and forces it to the card. So a file whose writer was killed can be heard. Ends at 4 GiB, which is what
 * a WAV can hold. In steady state nothing is allocated. One thread.
 */
public final class WavWriter implements AutoCloseable {
    private static final int HEADER_BYTES = 44;
    private static final long MOST_DATA_BYTES = 0xFFFF_FFFFL - HEADER_BYTES;
    private static final int BUFFER_BYTES = 16 << 10;

    private final FileChannel channel;
    private final int channels;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long dataBytes;
    private boolean closed;

    private WavWriter(FileChannel channel, int channels) {
        this.channel = channel;
        this.channels = channels;
    }

    /**
     * Begins a file, which must not be there.
     *
     * @param sampleRateHz samples per second of each channel
     * @param channels 1 or 2
     */
    public static WavWriter create(Path file, int sampleRateHz, int channels) throws IOException {
        if (channels < 1 || channels > 2 || sampleRateHz < 1) {
            throw new IllegalArgumentException(
                    "audio has neither one channel nor two, or no rate: " + channels + ", " + sampleRateHz + " Hz");
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        WavWriter writer = new WavWriter(channel, channels);
        writer.header(sampleRateHz);
        return writer;
    }

    private void header(int rate) throws IOException {
        int frameBytes = 2 * channels;
        buffer.put(ascii("RIFF")).putInt(-1).put(ascii("WAVEfmt ")).putInt(16);
        buffer.putShort((short) 1).putShort((short) channels);
        buffer.putInt(rate)
                .putInt(rate * frameBytes)
                .putShort((short) frameBytes)
                .putShort((short) 16);
        buffer.put(ascii("data")).putInt(-1);
        flush();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Appends samples, channels in turn; amplitudes beyond ±1 are clipped, and what is not a number becomes silence.
     *
     * @param count values, a multiple of the number of channels
     * @return false when the file is full and took nothing
     */
    public boolean append(float[] audio, int from, int count) throws IOException {
        if (count % channels != 0) {
            throw new IllegalArgumentException("not whole samples of " + channels + " channels: " + count);
        }
        if (dataBytes + 2L * count > MOST_DATA_BYTES) {
            return false;
        }
        for (int i = from; i < from + count; i++) {
            if (buffer.remaining() < 2) {
                flush();
            }
            buffer.putShort((short) Math.round(Math.max(-1f, Math.min(1f, audio[i])) * Short.MAX_VALUE));
        }
        dataBytes += 2L * count;
        return true;
    }

    /** Hands what is in the buffer to the operating system, so that even a kill leaves it. */
    public void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** Values so far, of all channels. */
    public long values() {
        return dataBytes / 2;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (channel) {
            flush();
            size(4, HEADER_BYTES - 8 + dataBytes);
            size(HEADER_BYTES - 4, dataBytes);
            channel.force(true);
        }
    }

    private void size(long at, long value) throws IOException {
        buffer.putInt((int) value).flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer, at + buffer.position());
        }
        buffer.clear();
    }
}
