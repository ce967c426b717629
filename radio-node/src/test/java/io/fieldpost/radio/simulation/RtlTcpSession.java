package io.fieldpost.radio.simulation;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One client of {@link RtlTcpServer}; runs on its event loop. */
final class RtlTcpSession extends ByteToMessageDecoder {
    private static final int COMMAND_BYTES = 5;
    private static final int TICK_MILLIS = 10;
    private static final int SAMPLES_PER_LOSS = 20_000;
    private static final int CHUNK_SAMPLES = 16 * 1024;
    private static final int CHUNKS_PER_BURST = 16;
    private static final double AUTOMATIC_GAIN_DB = SynthesisedBand.NOMINAL_GAIN_DB;

    /** What an RTL2832U sends in test mode, two bytes a sample. */
    private static final byte[] COUNTER = new byte[1 << 16];

    static {
        for (int i = 0; i < COUNTER.length; i++) {
            COUNTER[i] = (byte) i;
        }
    }

    private final SignalSource source;
    private final RtlTcpServer.Pace pace;
    private final Random random = new Random(1);

    // for the connection
    private final List<byte[]> commands = new CopyOnWriteArrayList<>();
    private ChannelHandlerContext context;
    private Future<?> ticking;
    private boolean stalled;
    private boolean burstQueued;

    // what the client set, first as librtlsdr has it
    private long centerHz = 100_000_000;
    private long sampleRateHz = 2_048_000;
    private double gainDb = AUTOMATIC_GAIN_DB;
    private boolean counting;
    private boolean hasTestMode = true;
    private int losing;
    private int sinceLoss;
    private boolean biasTee;

    // the stream
    private ByteBuf loop = Unpooled.EMPTY_BUFFER;
    private int position;
    private long pacedFromNanos;
    private long pacedSamples;

    RtlTcpSession(SignalSource source, RtlTcpServer.Pace pace) {
        this.source = source;
        this.pace = pace;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) throws Exception {
        context = active;
        active.flush();
        retune();
        restartPace();
        ticking = active.executor().scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        super.channelActive(active);
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) throws Exception {
        ticking.cancel(false);
        super.channelInactive(closed);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        // A client that went away without a word.
        failed.close();
    }

    @Override
    protected void decode(ChannelHandlerContext reading, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < COMMAND_BYTES) {
            return;
        }
        byte[] bytes = new byte[COMMAND_BYTES];
        in.getBytes(in.readerIndex(), bytes);
        commands.add(bytes);
        int command = in.readUnsignedByte();
        long argument = in.readUnsignedInt();
        switch (command) {
            case 0x01 -> centerHz = argument;
            case 0x02 -> sampleRateHz = argument;
            case 0x03 -> gainDb = argument == 0 ? AUTOMATIC_GAIN_DB : gainDb;
            case 0x04 -> gainDb = (int) argument / 10.0;
            case 0x07 -> counting = hasTestMode && argument == 1;
            case 0x0E -> {
                if (biasTee == (argument == 1)) {
                    return;
                }
                biasTee = argument == 1;
            }
            default -> {
                // The rest changes nothing that a synthesised band could show.
                return;
            }
        }
        retune();
        if (command == 0x02) {
            restartPace();
        }
    }

    /** The loop is made anew when it is sent next: a client sets many things in a row, and making one takes its time. */
    private void retune() {
        loop = Unpooled.EMPTY_BUFFER;
    }

    /** The loop may begin anywhere, so that two visits to a frequency do not see the same noise. */
    private ByteBuf loop() {
        if (!loop.isReadable()) {
            loop = Unpooled.wrappedBuffer(counting ? COUNTER : source.loop(centerHz, sampleRateHz, gainDb, biasTee));
            position = random.nextInt(loop.capacity() / 2);
        }
        return loop;
    }

    private void restartPace() {
        pacedFromNanos = System.nanoTime();
        pacedSamples = 0;
    }

    private void tick() {
        if (stalled) {
            return;
        }
        if (pace == RtlTcpServer.Pace.UNLIMITED) {
            burst();
            return;
        }
        long due = (long) ((System.nanoTime() - pacedFromNanos) * (sampleRateHz / 1e9));
        while (pacedSamples < due) {
            int samples = (int) Math.min(CHUNK_SAMPLES, due - pacedSamples);
            pacedSamples += samples;
            if (context.channel().isWritable()) {
                send(samples);
            } else {
                skip(samples);
            }
        }
    }

    /** As much as fits, but with pauses in which commands are read. */
    private void burst() {
        for (int i = 0; i < CHUNKS_PER_BURST && context.channel().isWritable(); i++) {
            send(CHUNK_SAMPLES);
        }
        queueBurst();
    }

    private void queueBurst() {
        if (context.channel().isWritable() && !burstQueued) {
            burstQueued = true;
            context.executor().execute(() -> {
                burstQueued = false;
                tick();
            });
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) throws Exception {
        if (pace == RtlTcpServer.Pace.UNLIMITED) {
            queueBurst();
        }
        super.channelWritabilityChanged(changed);
    }

    private void send(int samples) {
        ByteBuf sent = loop();
        int left = samples;
        while (left > 0) {
            int run = Math.min(left, Math.min(SAMPLES_PER_LOSS - sinceLoss, sent.capacity() / 2 - position));
            context.write(sent.retainedSlice(2 * position, 2 * run));
            skip(run);
            left -= run;
            sinceLoss += run;
            if (sinceLoss == SAMPLES_PER_LOSS) {
                sinceLoss = 0;
                drop(losing);
            }
        }
        context.flush();
    }

    void testMode(boolean known) {
        hasTestMode = known;
    }

    /** Loses so many samples after each 20,000 from now on. */
    void lose(int samples) {
        losing = samples;
    }

    private void skip(int samples) {
        int length = loop().capacity() / 2;
        position = (position + samples) % length;
    }

    void drop(int samples) {
        skip(samples);
        pacedSamples += samples;
    }

    /** All commands so far, five bytes each. Any thread. */
    List<byte[]> commands() {
        return commands;
    }

    void stall() {
        stalled = true;
    }

    void disconnect() {
        context.close();
    }
}
