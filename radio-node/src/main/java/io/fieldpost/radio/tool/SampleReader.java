package io.fieldpost.radio.tool;

import io.fieldpost.radio.recording.RecordedSamples;
import io.fieldpost.radio.sample.Baseband;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Reads samples of a recording at any place. One thread. */
final class SampleReader implements Closeable {
    private final RecordedSamples recorded;
    private final FileChannel channel;

    SampleReader(RecordedSamples recorded) throws IOException {
        this.recorded = recorded;
        channel = FileChannel.open(recorded.data(), StandardOpenOption.READ);
    }

    RecordedSamples recorded() {
        return recorded;
    }

    /** How many bytes so many samples take. */
    int bytes(int samples) {
        return samples * recorded.format().bytesPerSample();
    }

    /** Fills bytes from a sample on; gives how many samples that were, fewer than fit at the end of the recording only. */
    int read(long sample, byte[] into, int samples) throws IOException {
        int size = recorded.format().bytesPerSample();
        int wanted = (int) Math.max(0, Math.min(samples, recorded.samples() - sample));
        ByteBuffer buffer = ByteBuffer.wrap(into, 0, wanted * size);
        long at = recorded.firstByte() + sample * size;
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                break;
            }
        }
        return buffer.position() / size;
    }

    /** A span as numbers; shorter at the end of the recording. */
    Baseband span(long sample, int samples) throws IOException {
        byte[] data = new byte[bytes((int) Math.max(0, Math.min(samples, recorded.samples() - sample)))];
        int count = read(sample, data, data.length / bytes(1));
        float[] re = new float[count];
        float[] im = new float[count];
        recorded.format().decode(data, 0, count, re, im, 0);
        return new Baseband(re, im, recorded.sampleRateHz(), recorded.centerHz().orElse(0));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
