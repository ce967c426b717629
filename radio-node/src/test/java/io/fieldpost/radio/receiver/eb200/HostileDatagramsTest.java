package io.fieldpost.radio.receiver.eb200;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverException;
import io.fieldpost.radio.receiver.SampleExchange;
import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.spectrum.SpectrumRow;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever arrives in the place of a datagram: it is used or counted as malformed, and the JVM is never asked for the impossible. */
class HostileDatagramsTest {
    private static final int TRIES = 200 * Integer.getInteger("fieldpost.tries", 100);

    private final Random random = new Random(200);
    private final List<SpectrumRow> rows = new ArrayList<>();
    private final RowAssembler assembler = new RowAssembler(() -> Instant.EPOCH, () -> false, 0, rows::add);
    private final SampleAssembler samples = new SampleAssembler(new SampleExchange(2, SampleFormat.CS16));
    private final Datagrams datagrams = new Datagrams(this::dispatch);

    private void dispatch(Attribute attribute, boolean gap) throws MalformedDatagramException {
        StreamTag tag = StreamTag.of(attribute.tag());
        if (tag == null) {
            return;
        }
        switch (tag) {
            case PSCAN, PSCAN_LONG -> assembler.pscan(attribute, gap);
            case FSCAN -> assembler.fscan(attribute, gap);
            case IFPAN, IFPAN_LONG -> assembler.ifpan(attribute);
            case CW, CW_LONG -> LevelReading.read(attribute, Instant.EPOCH);
            case AUDIO -> AudioBlock.read(attribute, false);
            case GPSCOMPASS -> GpsCompass.read(attribute).position();
            case IF -> {
                try {
                    samples.accept(attribute, gap);
                } catch (DriverException e) {
                    assertThat(e).hasMessageContaining("sample rate changed");
                }
            }
        }
    }

    @Test
    void damagedDatagramsAreUsedOrCounted() throws DriverException {
        for (int i = 0; i < TRIES; i++) {
            byte[] datagram = damaged(valid(i));
            datagrams.accept(ByteBuffer.wrap(datagram));
            rows.clear();
        }

        assertThat(datagrams.received() + datagrams.malformed()).isEqualTo(TRIES);
        assertThat(datagrams.received()).isPositive();
        assertThat(datagrams.malformed()).isPositive();
        assertThat(datagrams.lastComplaint()).isNotEmpty();
    }

    @Test
    void noiseIsSkippedAndDatagramsInItAreFound() {
        DatagramDecoder decoder = new DatagramDecoder();
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        int whole = 0;
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[random.nextInt(50)];
            random.nextBytes(noise);
            byte[] datagram = valid(i);
            ByteBuf both = Unpooled.wrappedBuffer(noise, datagram);
            while (both.isReadable()) {
                channel.writeInbound(both.readRetainedSlice(Math.min(both.readableBytes(), 1 + random.nextInt(700))));
            }
            both.release();
        }
        for (ByteBuf found = channel.readInbound(); found != null; found = channel.readInbound()) {
            whole++;
            found.release();
        }
        channel.finishAndReleaseAll();

        assertThat(whole).isEqualTo(300);
        assertThat(decoder.skippedBytes()).isPositive();
    }

    private byte[] damaged(byte[] datagram) {
        byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(datagram, random.nextInt(datagram.length + 8)) : datagram;
        for (int n = random.nextInt(4); n > 0 && bytes.length > 0; n--) {
            int at =
                    random.nextInt(2) == 0 ? random.nextInt(bytes.length) : random.nextInt(Math.min(bytes.length, 120));
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (random.nextBoolean() ? 0xFF : 0x7F);
        }
        return bytes;
    }

    private byte[] valid(int kind) {
        ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        Eb200Encoder encoder = new Eb200Encoder(order, new int[] {32, 62, 70}[random.nextInt(3)]);
        short[] values = new short[2 * random.nextInt(200) + 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) random.nextInt(2001);
        }
        return switch (kind % 9) {
            case 0 -> encoder.pscan(88_000_000, 108_000_000, 25_000, 0, values, random.nextInt(800));
            case 1 -> encoder.pscanLong(88_000_000, 108_000_000, 25_000, 0, values, random.nextInt(800));
            case 2 -> encoder.fscan(88_000_000, 89_000_000, 25_000, values);
            case 3 -> encoder.ifpan(88_000_000, 1_000_000, 100, 0, values);
            case 4 -> encoder.ifpanFieldStrength(88_000_000, 1_000_000, 100, 0, values);
            case 5 -> encoder.cw(88_000_000, 0, 100, 1, 2);
            case 6 -> encoder.samples(128_000, 88_000_000, 100_000, random.nextInt(), 0, values);
            case 7 -> encoder.audio(1 + random.nextInt(2), 88_000_000, 120_000, "FM", 0, values);
            default -> encoder.position(30.5, -104.25, 500, 9, 0);
        };
    }
}
