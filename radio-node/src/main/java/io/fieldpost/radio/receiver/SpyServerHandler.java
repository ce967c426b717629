package io.fieldpost.radio.receiver;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.sample.SampleFormat;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a SpyServer's messages, on the event loop, for one connection: samples go into blocks, the rest into what is known of the server.
 * When no block is free it stops reading; the server then leaves messages out, which their sequence numbers show.
 */
final class SpyServerHandler extends ChannelInboundHandlerAdapter {
    /** A sequence that jumps by more begins anew rather than having lost that much. */
    private static final long MOST_LOST_MESSAGES = 1 << 24;

    private final String server;
    private final BlockQueue blocks;
    private final BlockFiller filler;
    private final LongSupplier nanoTime;
    private final CompletableFuture<SpyServerDevice> device = new CompletableFuture<>();
    private final CompletableFuture<SpyServerSync> firstSync = new CompletableFuture<>();
    private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>();

    private @Nullable ChannelHandlerContext context;
    private @Nullable DropMeter meter;
    private SampleFormat format = SampleFormat.CU8;
    private int bytesPerSample = format.bytesPerSample();
    private int expectedType;
    private long expectedSequence = -1;
    private long tunedHz = -1;
    private volatile @Nullable SpyServerSync sync;
    private volatile long arrivedSamples;
    private volatile long dropped;
    private volatile long pongNanos;
    private volatile boolean ponged;
    private volatile boolean paused;

    SpyServerHandler(String server, BlockQueue blocks, LongSupplier nanoTime) {
        this.server = server;
        this.blocks = blocks;
        this.nanoTime = nanoTime;
        filler = new BlockFiller(blocks, format);
    }

    CompletableFuture<SpyServerDevice> device() {
        return device;
    }

    CompletableFuture<SpyServerSync> firstSync() {
        return firstSync;
    }

    /** How the server is set now; null before it said so. Any thread. */
    @Nullable
    SpyServerSync sync() {
        return sync;
    }

    /** Samples that arrived. Any thread. */
    long arrived() {
        return arrivedSamples;
    }

    /** Samples that the server left out. Any thread. */
    long dropped() {
        return dropped;
    }

    /** When it last answered a ping, −1 = never, in nanoseconds before now. Any thread. */
    long sincePongNanos() {
        return ponged ? nanoTime.getAsLong() - pongNanos : -1;
    }

    boolean paused() {
        return paused;
    }

    /** Begins to take samples; on the event loop. */
    void begin(SampleFormat asked, long sampleRateHz) {
        format = asked;
        bytesPerSample = asked.bytesPerSample();
        filler.format(asked);
        expectedType = asked == SampleFormat.CU8 ? SpyServerHeader.U8_IQ : SpyServerHeader.S16_IQ;
        meter = new DropMeter(sampleRateHz, 0, nanoTime.getAsLong());
    }

    /** Notes where the receiver was tuned to; on the event loop. */
    long tuned(long centerHz) {
        tunedHz = centerHz;
        long taken = meter == null ? arrivedSamples : meter.taken(nanoTime.getAsLong()) - dropped;
        return Math.max(arrivedSamples, taken);
    }

    /** Ends the stream with a cause of the receiver's own; on the event loop. */
    void end(DriverException cause) {
        blocks.end(cause);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object object) {
        SpyServerDecoder.Message message = (SpyServerDecoder.Message) object;
        boolean kept = false;
        try {
            switch (message.header().type()) {
                case SpyServerHeader.DEVICE_INFO -> device.complete(SpyServerDevice.read(message.body()));
                case SpyServerHeader.CLIENT_SYNC -> synced(SpyServerSync.read(message.body()));
                case SpyServerHeader.PONG -> {
                    pongNanos = nanoTime.getAsLong();
                    ponged = true;
                }
                default -> kept = message.header().type() == expectedType && samples(message);
            }
        } finally {
            if (!kept) {
                message.body().release();
            }
        }
        drain();
    }

    private void synced(SpyServerSync now) {
        sync = now;
        firstSync.complete(now);
        if (tunedHz >= 0 && !now.inControl() && !now.allows(tunedHz)) {
            blocks.end(new DriverException(
                    Reason.REFUSED,
                    "another client of the SpyServer tuned it to " + now.deviceCenterHz() + " Hz, so that " + tunedHz
                            + " Hz can't be received any more; it controls the receiver: " + server));
        }
    }

    /** Returns whether the body is kept. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the event loop writes
    private boolean samples(SpyServerDecoder.Message message) {
        ByteBuf body = message.body();
        int whole = body.readableBytes() / bytesPerSample;
        if (whole == 0) {
            return false;
        }
        if (message.header().flags() != 0) {
            blocks.end(new DriverException(
                    Reason.PROTOCOL,
                    "SpyServer raises its samples by " + message.header().flags()
                            + " dB though it was told not to, and levels would be wrong: " + server));
            return false;
        }
        body.writerIndex(body.readerIndex() + whole * bytesPerSample);
        long sequence = message.header().sequence();
        long missing = expectedSequence < 0 ? 0 : sequence - expectedSequence & 0xFFFF_FFFFL;
        expectedSequence = sequence + 1 & 0xFFFF_FFFFL;
        if (missing > 0) {
            dropped += missing <= MOST_LOST_MESSAGES ? missing * whole : 0;
            // An empty buffer marks the hole among what waits.
            waiting.add(body.alloc().buffer(0));
        }
        arrivedSamples += whole;
        if (meter != null) {
            meter.arrived(arrivedSamples + dropped, nanoTime.getAsLong());
        }
        waiting.add(body);
        return true;
    }

    /** Moves what waits into blocks, as far as there are free ones; on the event loop. */
    void drain() {
        while (!waiting.isEmpty()) {
            ByteBuf next = waiting.element();
            if (!next.isReadable()) {
                filler.cut();
            }
            if (filler.fill(next)) {
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
        fail(new DriverException(
                Reason.UNREACHABLE, "connection closed by the server after " + arrived() + " samples: " + server));
        super.channelInactive(closed);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        Throwable root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        fail(
                root instanceof DriverException told
                        ? told
                        : new DriverException(
                                Reason.UNREACHABLE,
                                "connection lost after " + arrived() + " samples, " + root.getMessage() + ": " + server,
                                root));
        failed.close();
    }

    private void fail(DriverException cause) {
        device.completeExceptionally(cause);
        firstSync.completeExceptionally(cause);
        blocks.end(cause);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        waiting.forEach(ByteBuf::release);
        waiting.clear();
    }
}
