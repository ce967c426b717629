package io.fieldpost.radio.simulation;

import io.fieldpost.radio.receiver.eb200.Eb200Encoder;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What one client of {@link Eb200Server} gets; runs on its event loop. */
final class Eb200Subscription {
    private static final short END_OF_SCAN = 2000;
    private static final int SPECTRUM_POINTS = 1601;
    private static final int SAMPLES_PER_TICK = 1280;
    private static final long SAMPLE_RATE_HZ = 128_000;
    private static final int TONE_PERIOD = 8;
    private static final long TICK_NANOS = 10_000_000;

    private final InetSocketAddress address;
    private final boolean tcp;
    private final Eb200Behaviour behaviour;
    private final AtomicInteger toLose = new AtomicInteger();
    private final Set<String> tags = new TreeSet<>();
    private Eb200Encoder encoder;
    private String flags = "";
    private long sampleCount = 1_000_000;
    private long soundNanos;

    Eb200Subscription(InetSocketAddress address, boolean tcp, Eb200Behaviour behaviour) {
        this.address = address;
        this.tcp = tcp;
        this.behaviour = behaviour;
        encoder = new Eb200Encoder(ByteOrder.BIG_ENDIAN, behaviour.panoramaHeaderBytes());
    }

    InetSocketAddress address() {
        return address;
    }

    boolean overTcp() {
        return tcp;
    }

    void tags(String names) {
        tags.addAll(Arrays.asList(names.split(", ")));
    }

    void flags(String quoted) {
        flags = quoted;
        ByteOrder order = quoted.contains("'swap'") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        encoder = new Eb200Encoder(order, behaviour.panoramaHeaderBytes());
    }

    void lose(int datagrams) {
        toLose.addAndGet(datagrams);
    }

    void tick(Eb200Instrument instrument, Eb200Behaviour how, long millis, Consumer<byte[]> socket) {
        Consumer<byte[]> out = datagram -> {
            if (toLose.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
                socket.accept(how.swapInverted() ? inverted(datagram) : datagram);
            }
        };
        long nanos = millis * 1_000_000;
        soundNanos = soundNanos == 0 ? nanos : soundNanos + TICK_NANOS;
        if (instrument.isRunning()) {
            measure(instrument, how, nanos, out);
        }
        if (tags.contains("gpsc")) {
            out.accept(encoder.position(30.5, -104.25, 512, 14, nanos));
        }
    }

    private void measure(Eb200Instrument instrument, Eb200Behaviour how, long nanos, Consumer<byte[]> out) {
        if (tags.contains("psc") && instrument.mode().equals("psc")) {
            panorama(instrument, how, nanos, out);
        }
        if (tags.contains("fsc") && instrument.mode().equals("swe")) {
            steps(instrument, out);
        }
        long center = instrument.hertz("sens:freq", 100_000_000);
        if (tags.contains("ifp") && instrument.mode().equals("ffm")) {
            spectrum(instrument, center, nanos, out);
        }
        if (tags.contains("cw") && instrument.mode().equals("ffm")) {
            long width = instrument.hertz("band", 120_000);
            out.accept(encoder.cw(center, nanos, instrument.tenths(center, width), -250, 48_000));
        }
        if (tags.contains("if")) {
            out.accept(encoder.samples(SAMPLE_RATE_HZ, center, 100_000, sampleCount, nanos, tone()));
            sampleCount += SAMPLES_PER_TICK;
        }
        if (tags.contains("aud")
                && instrument.audioMode() > 0
                && instrument.mode().equals("ffm")) {
            sound(instrument, center, nanos, out);
        }
    }

    private void panorama(Eb200Instrument instrument, Eb200Behaviour how, long nanos, Consumer<byte[]> out) {
        long start = instrument.hertz("freq:psc:start", 87_500_000);
        long stop = instrument.hertz("freq:psc:stop", 108_000_000);
        long step = instrument.hertz("psc:step", 25_000);
        short[] all = withEnd(instrument.levels(start, step, (int) (1 + (stop - start) / step)));
        for (int at = 0; at < all.length; at += how.valuesPerDatagram()) {
            short[] piece = Arrays.copyOfRange(all, at, Math.min(all.length, at + how.valuesPerDatagram()));
            out.accept(
                    how.longAttributes()
                            ? encoder.pscanLong(start, stop, step, nanos, piece, at)
                            : encoder.pscan(start, stop, step, nanos, piece, at));
        }
    }

    private void steps(Eb200Instrument instrument, Consumer<byte[]> out) {
        long start = instrument.hertz("freq:start", 87_500_000);
        long stop = instrument.hertz("freq:stop", 108_000_000);
        long step = instrument.hertz("swe:step", 100_000);
        long width = instrument.hertz("band", step);
        short[] all = withEnd(instrument.levels(start, step, width, (int) (1 + (stop - start) / step)));
        for (int at = 0; at < all.length; at += 50) {
            out.accept(encoder.fscan(start, stop, step, Arrays.copyOfRange(all, at, Math.min(all.length, at + 50))));
        }
    }

    private static short[] withEnd(short[] levels) {
        short[] longer = Arrays.copyOf(levels, levels.length + 1);
        longer[levels.length] = END_OF_SCAN;
        return longer;
    }

    private void spectrum(Eb200Instrument instrument, long center, long nanos, Consumer<byte[]> out) {
        long span = instrument.hertz("freq:span", 1_000_000);
        double step = span / (SPECTRUM_POINTS - 1.0);
        short[] levels = instrument.levels(center - span / 2.0, step, SPECTRUM_POINTS);
        long micros = instrument.measureMicros();
        out.accept(
                flags.contains("'fstr'")
                        ? encoder.ifpanFieldStrength(center, span, micros, nanos, levels)
                        : encoder.ifpan(center, span, micros, nanos, levels));
    }

    /** 10 ms at a time by a clock of its own: 1 kHz for FM and 400 Hz for AM, a quarter of full scale; on the left alone in stereo. */
    private void sound(Eb200Instrument instrument, long center, long nanos, Consumer<byte[]> out) {
        int mode = instrument.audioMode();
        int rate = 32_000 >> (mode - 1) / 4;
        int channels = 1 + (mode & 1);
        double toneHz = instrument.demodulation().equals("AM") ? 400 : 1_000;
        short[] pcm = new short[rate / 100 * channels];
        for (int i = 0; i < pcm.length; i += channels) {
            pcm[i] = (short) Math.round(8_192 * Math.sin(2 * Math.PI * toneHz * i / channels / rate));
        }
        long time = behaviour.withoutSoundTimes() ? 0 : soundNanos;
        long width = instrument.hertz("band", 120_000);
        out.accept(encoder.audio(mode, center, width, instrument.demodulation(), time, pcm));
    }

    /** Half of full scale, an eighth of the rate above the tuned frequency. */
    private short[] tone() {
        short[] iq = new short[2 * SAMPLES_PER_TICK];
        for (int i = 0; i < SAMPLES_PER_TICK; i++) {
            double angle = 2 * Math.PI * ((sampleCount + i) % TONE_PERIOD) / TONE_PERIOD;
            iq[2 * i] = (short) Math.round(16_384 * Math.cos(angle));
            iq[2 * i + 1] = (short) Math.round(16_384 * Math.sin(angle));
        }
        return iq;
    }

    /** Turns the swap flag round and leaves the values: what receivers of the EM200 class send. */
    private static byte[] inverted(byte[] datagram) {
        byte[] changed = datagram.clone();
        changed[24] ^= 0x20;
        return changed;
    }
}
