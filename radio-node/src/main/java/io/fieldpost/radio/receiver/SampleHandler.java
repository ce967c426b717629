package io.fieldpost.radio.receiver;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.sample.SampleFormat;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Moves what arrives into blocks, on the event loop, for one connection. When no block is free it stops reading; the server then fills
 * its own buffers and drops, which the {@link DropMeter} sees.
 */
final class SampleHandler extends ChannelInboundHandlerAdapter {
    private final String server;
    private final BlockQueue blocks;
    private final BlockFiller filler;
    private final LongSupplier nanoTime;

    /** What was read and found no block: one round of reads at most, because reading stops at the first. */
    private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>();

    private @Nullable ChannelHandlerContext context;
    private @Nullable DropMeter meter;
    private volatile long arrivedBytes;
    private volatile long dropped;
    private volatile boolean paused;

    SampleHandler(String server, BlockQueue blocks, LongSupplier nanoTime) {
        this.server = server;
        this.blocks = blocks;
        filler = new BlockFiller(blocks, SampleFormat.CU8);
        this.nanoTime = nanoTime;
    }

    /** Samples that arrived so far, one of which only half has counted. Any thread. */
    long arrived() {
        return (arrivedBytes + 1) / 2;
    }

    /** Samples that the receiver had taken by now, those under way included, as far as arrival times tell; on the event loop. */
    long taken() {
        return meter == null ? arrived() : Math.max(arrived(), meter.taken(nanoTime.getAsLong()));
    }

    /** Samples lost so far. Any thread. */
    long dropped() {
        return dropped;
    }

    /** Whether reading has stopped for want of a free block. Any thread. */
    boolean paused() {
        return paused;
    }

    /** Begins to watch for losses; on the event loop. */
    void watch(long sampleRateHz) {
        meter = new DropMeter(sampleRateHz, arrived(), nanoTime.getAsLong());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the event loop writes
    public void channelRead(ChannelHandlerContext reading, Object message) {
        ByteBuf in = (ByteBuf) message;
        arrivedBytes += in.readableBytes();
        if (meter != null) {
            meter.arrived(arrived(), nanoTime.getAsLong());
            dropped = meter.dropped();
        }
        waiting.add(in);
        drain();
    }

    /** Moves what waits into blocks, as far as there are free ones; on the event loop. */
    void drain() {
        while (!waiting.isEmpty()) {
            if (filler.fill(waiting.element())) {
                waiting.remove().release();
            } else if (paused) {
                return;
            } else {
                // Tried once more after this, in case a block was given back before anyone could see that reading had
                // stopped.
                pause(true);
            }
        }
        if (paused) {
            pause(false);
        }
    }

    private void pause(boolean stop) {
        paused = stop;
        if (context != null) {
            context.channel().config().setAutoRead(!stop);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) throws Exception {
        end("connection closed by the server after " + arrived() + " samples: " + server, null);
        super.channelInactive(closed);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        end("connection lost after " + arrived() + " samples, " + cause.getMessage() + ": " + server, cause);
        failed.close();
    }

    private void end(String message, @Nullable Throwable cause) {
        blocks.end(
                cause == null
                        ? new DriverException(Reason.UNREACHABLE, message)
                        : new DriverException(Reason.UNREACHABLE, message, cause));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        waiting.forEach(ByteBuf::release);
        waiting.clear();
    }
}
