package io.fieldpost.radio.receiver;

import io.fieldpost.radio.sample.SampleFormat;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Copies a stream of bytes into blocks, and hands each on when it is full. One thread. */
final class BlockFiller {
    private final BlockQueue blocks;
    private @Nullable SampleBlock filling;
    private SampleFormat format;
    private long copiedSamples;

    BlockFiller(BlockQueue blocks, SampleFormat format) {
        this.blocks = blocks;
        this.format = format;
    }

    /** What the bytes are from now on; between samples only. */
    void format(SampleFormat next) {
        cut();
        format = next;
    }

    /** Copies all of a buffer, or returns false when the blocks ran out. */
    boolean fill(ByteBuf in) {
        while (in.isReadable()) {
            SampleBlock block = filling == null ? begin() : filling;
            if (block == null) {
                return false;
            }
            int count = Math.min(in.readableBytes(), SampleBlock.BYTES - block.length);
            in.readBytes(block.iq, block.length, count);
            block.length += count;
            if (block.length == SampleBlock.BYTES) {
                handOver(block);
            }
        }
        return true;
    }

    /** Hands over a block that is not full, because what follows does not join it. */
    void cut() {
        SampleBlock block = filling;
        if (block != null && block.length > 0) {
            handOver(block);
        }
    }

    private @Nullable SampleBlock begin() {
        SampleBlock block = blocks.pollFree();
        if (block != null) {
            block.length = 0;
            block.format = format;
            block.firstSample = copiedSamples;
            filling = block;
        }
        return block;
    }

    private void handOver(SampleBlock block) {
        copiedSamples += block.length / format.bytesPerSample();
        blocks.offer(block);
        filling = null;
    }
}
