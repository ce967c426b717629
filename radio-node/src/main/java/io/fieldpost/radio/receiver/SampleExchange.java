package io.fieldpost.radio.receiver;

import io.fieldpost.driver.DriverException;
import io.fieldpost.radio.sample.SampleFormat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a receiver whose samples come in packets puts them and whoever computes takes them. One thread fills and never waits: what finds no
 * free block is refused, and the filling side counts it as lost. A block has no hole: a packet that doesn't follow on begins a new one.
 */
public final class SampleExchange {
    private final BlockQueue blocks;
    private final SampleFormat format;
    private @Nullable SampleBlock filling;
    private long next;

    /**
     * @param blocks of 16 KiB, all there from the start
     */
    public SampleExchange(int blocks, SampleFormat format) {
        this.blocks = new BlockQueue(blocks);
        this.format = format;
    }

    /**
     * Copies whole samples in.
     *
     * @param iq as the format says
     * @param from index of the first byte
     * @param length bytes
     * @param firstSample index of the first sample, counted over the stream, lost ones included
     * @return how many bytes found a place
     */
    public int put(byte[] iq, int from, int length, long firstSample) {
        if (filling != null && firstSample != next) {
            flush();
        }
        int done = 0;
        while (done < length) {
            SampleBlock block = filling == null ? begin(firstSample + done / format.bytesPerSample()) : filling;
            if (block == null) {
                break;
            }
            int count = Math.min(length - done, SampleBlock.BYTES - block.length);
            System.arraycopy(iq, from + done, block.iq, block.length, count);
            block.length += count;
            done += count;
            if (block.length == SampleBlock.BYTES) {
                flush();
            }
        }
        next = firstSample + done / format.bytesPerSample();
        return done;
    }

    private @Nullable SampleBlock begin(long firstSample) {
        SampleBlock block = blocks.pollFree();
        if (block != null) {
            block.length = 0;
            block.firstSample = firstSample;
            block.format = format;
            filling = block;
        }
        return block;
    }

    /** Hands over what is in the block that is being filled, so that it does not wait for more. */
    public void flush() {
        if (filling != null) {
            blocks.offer(filling);
            filling = null;
        }
    }

    /** Ends the stream once what has arrived is taken. */
    public void end(DriverException cause) {
        blocks.end(cause);
    }

    /**
     * The next block, for {@link Receiver#take}.
     *
     * @return null when nothing arrived in time
     * @throws DriverException the cause of the end
     */
    public @Nullable SampleBlock take(Duration patience) throws DriverException, InterruptedException {
        return blocks.take(patience.toNanos());
    }

    /** Gives a block back. */
    public void release(SampleBlock block) {
        blocks.release(block);
    }
}
