package io.fieldpost.radio.simulation;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One client of {@link SpyServer}; runs on its event loop. */
final class SpyServerSession extends ByteToMessageDecoder {
    private static final int PROTOCOL = 2 << 24 | 1700;
    private static final int TICK_MILLIS = 10;
    private static final int MESSAGE_SAMPLES = 3000;

    private final SignalSource source;
    private final SpyServer.Device device;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private ChannelHandlerContext context;
    private Future<?> ticking;
    private boolean enabled;
    private boolean wide;
    private int decimation;
    private int gainIndex = 10;
    private long centerHz = 100_000_000;
    private byte[] loop = new byte[0];
    private int position;
    private int sequence;
    private long startedNanos;
    private long sent;

    SpyServerSession(SignalSource source, SpyServer.Device device) {
        this.source = source;
        this.device = device;
    }

    List<String> told() {
        return told;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) throws Exception {
        context = active;
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
        failed.close();
    }

    @Override
    protected void decode(ChannelHandlerContext reading, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < 8 || in.readableBytes() < 8 + in.getIntLE(in.readerIndex() + 4)) {
            return;
        }
        int command = in.readIntLE();
        ByteBuf body = in.readSlice(in.readIntLE());
        if (command == 0) {
            told.add("hello=" + body.toString(4, body.readableBytes() - 4, StandardCharsets.US_ASCII));
            deviceInfo();
            sync(device.inControl(), centerHz, device.lowestIqHz(), device.highestIqHz());
        } else if (command == 2) {
            set(body.readIntLE(), body.readUnsignedIntLE());
        } else if (command == 3) {
            told.add("ping");
            message(2, 0, 0, 0);
        }
    }

    private void set(int id, long value) {
        told.add(id + "=" + value);
        switch (id) {
            case 1 -> {
                enabled = value == 1;
                startedNanos = System.nanoTime();
                sent = 0;
                retune();
            }
            case 2 -> {
                gainIndex = (int) value;
                sync(device.inControl(), centerHz, device.lowestIqHz(), device.highestIqHz());
            }
            case 100 -> wide = value == 2;
            case 101 -> {
                centerHz = value;
                retune();
                sync(device.inControl(), centerHz, device.lowestIqHz(), device.highestIqHz());
            }
            case 102 -> decimation = (int) value;
            default -> {
                // The rest changes nothing that a synthesised band could show.
            }
        }
    }

    private long rate() {
        return device.highestRateHz() >>> decimation;
    }

    private void retune() {
        loop = source.loop(centerHz, rate(), SynthesisedBand.NOMINAL_GAIN_DB);
    }

    private ByteBuf header(int type, int streamType, int count, int bodyBytes) {
        ByteBuf out = context.alloc().buffer();
        return out.writeIntLE(PROTOCOL)
                .writeIntLE(type)
                .writeIntLE(streamType)
                .writeIntLE(count)
                .writeIntLE(bodyBytes);
    }

    private void message(int type, int streamType, int count, int... words) {
        ByteBuf out = header(type, streamType, count, 4 * words.length);
        for (int word : words) {
            out.writeIntLE(word);
        }
        context.writeAndFlush(out);
    }

    private void deviceInfo() {
        message(
                0,
                0,
                0,
                device.type(),
                0xBEEF,
                (int) device.highestRateHz(),
                (int) (device.highestRateHz() * 8 / 10),
                device.stages(),
                1,
                device.highestGainIndex(),
                24_000_000,
                1_766_000_000,
                device.resolutionBits(),
                0,
                device.forcedFormat());
    }

    void sync(boolean inControl, long deviceHz, long lowestHz, long highestHz) {
        int device = (int) deviceHz;
        message(
                1,
                0,
                0,
                inControl ? 1 : 0,
                gainIndex,
                device,
                (int) centerHz,
                device,
                (int) lowestHz,
                (int) highestHz,
                0,
                0);
    }

    private void tick() {
        if (!enabled) {
            return;
        }
        long due = (long) ((System.nanoTime() - startedNanos) / 1e9 * rate());
        while (sent + MESSAGE_SAMPLES <= due) {
            samples();
        }
        context.flush();
    }

    private void samples() {
        ByteBuf out = header(wide ? 101 : 100, 1, sequence++, MESSAGE_SAMPLES * (wide ? 4 : 2));
        for (int i = 0; i < 2 * MESSAGE_SAMPLES; i++) {
            int value = loop[(position + i) % loop.length] & 0xFF;
            if (wide) {
                out.writeShortLE((int) ((value - 127.5) * 256));
            } else {
                out.writeByte(value);
            }
        }
        position = (position + 2 * MESSAGE_SAMPLES) % loop.length;
        sent += MESSAGE_SAMPLES;
        context.write(out);
    }

    void skip(int messages) {
        sequence += messages;
        position = (position + messages * 2 * MESSAGE_SAMPLES) % loop.length;
        sent += (long) messages * MESSAGE_SAMPLES;
    }

    void garble() {
        context.writeAndFlush(context.alloc().buffer().writeZero(64));
    }
}
