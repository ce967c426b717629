package io.fieldpost.radio.receiver.eb200;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AttributeTest {
    /** 88.0 to 88.2 MHz in steps of 100 kHz: three levels of 10.0, −1.0 and 45.6 dBµV and the mark, big-endian, no time. */
    private static final String PSCAN = "000EB200 0002 0040 0007 0000 00000044" // 68 bytes
            + "04B1 0030 0004 00 20 80000001" // 1201, 48 bytes follow, 4 items, 32 bytes of header, level
            + "053EC600 0541D340 000186A0 00000000 00000000 00000000 0000000000000000"
            + "0064 FFF6 01C8 07D0";

    @Test
    void scanThatWasWrittenOnPaperIsRead() throws Exception {
        ByteBuffer in = bytes(PSCAN);
        DatagramHeader header = DatagramHeader.read(in);
        Attribute attribute = Attribute.read(in);
        attribute.requireSeries();
        PscanHeader scan = PscanHeader.read(attribute.header());

        assertThat(header).isEqualTo(new DatagramHeader(2, 0x40, 7, 68));
        assertThat(attribute.tag()).isEqualTo(1201);
        assertThat(scan).isEqualTo(new PscanHeader(88_000_000, 88_200_000, 100_000, 0, 0, 0, 0));
        assertThat(attribute.items()).isEqualTo(4);
        assertThat(new int[] {
                    attribute.value(Selector.LEVEL, 0),
                    attribute.value(Selector.LEVEL, 1),
                    attribute.value(Selector.LEVEL, 2),
                    attribute.value(Selector.LEVEL, 3)
                })
                .containsExactly(100, -10, 456, 2000);
        assertThat(in.hasRemaining()).isFalse();
    }

    @Test
    void encoderWritesThoseBytes() {
        Eb200Encoder encoder = new Eb200Encoder(ByteOrder.BIG_ENDIAN, 32);
        for (int i = 0; i < 7; i++) {
            encoder.cw(1, 0, 0, 0, 0);
        }

        byte[] written = encoder.pscan(88_000_000, 88_200_000, 100_000, 0, new short[] {100, -10, 456, 2000}, 0);

        assertThat(written).isEqualTo(bytes(PSCAN).array());
    }

    @Test
    void seriesFollowEachOtherInTheOrderOfTheirFlags() throws Exception {
        // Two items each of level (2 bytes), offset (4), AM (2) and FM (4).
        ByteBuffer in = bytes("0321 0020 0002 00 00 0000004B 0001 0002 00000003 FFFFFFFC 0005 0006 00000007 00000008");
        Attribute attribute = Attribute.read(in);
        attribute.requireSeries();

        assertThat(attribute.value(Selector.LEVEL, 1)).isEqualTo(2);
        assertThat(attribute.value(Selector.OFFSET, 0)).isEqualTo(3);
        assertThat(attribute.value(Selector.OFFSET, 1)).isEqualTo(-4);
        assertThat(attribute.value(Selector.AM, 1)).isEqualTo(6);
        assertThat(attribute.value(Selector.FM, 1)).isEqualTo(8);
        assertThat(attribute.has(Selector.BANDWIDTH)).isFalse();
    }

    @Test
    void longAttributeHeaderIsSixtyBytes() throws Exception {
        ByteBuffer out = ByteBuffer.allocate(200);
        ByteBuffer header =
                new PscanHeader(88_000_000, 88_200_000, 100_000, 0, 0, 0, 0).write(ByteOrder.BIG_ENDIAN, 32);
        ByteBuffer values = ByteBuffer.allocate(6).putShort(2, (short) 77);
        Attribute.write(out, 11_201, 3, 5, Selector.LEVEL.flag, header, values);
        assertThat(out.position()).isEqualTo(60 + 32 + 6);
        out.flip();

        Attribute attribute = Attribute.read(out);

        assertThat(attribute.channel()).isEqualTo(5);
        assertThat(attribute.items()).isEqualTo(3);
        assertThat(attribute.value(Selector.LEVEL, 1)).isEqualTo(77);
        assertThat(PscanHeader.read(attribute.header()).stopHz()).isEqualTo(88_200_000);
    }

    @Test
    void swapFlagIsNotBelievedWhenOnlyTheOtherOrderMakesSense() throws Exception {
        byte[] datagram = bytes(PSCAN).array();
        datagram[24] |= 0x20;
        ByteBuffer in = ByteBuffer.wrap(datagram);
        DatagramHeader.read(in);

        Attribute attribute = Attribute.read(in);

        assertThat(PscanHeader.read(attribute.header()).startHz()).isEqualTo(88_000_000);
        assertThat(attribute.value(Selector.LEVEL, 2)).isEqualTo(456);
    }

    @Test
    void headersOfEveryKnownLengthAndLongerOnesAreRead() {
        PscanHeader whole = new PscanHeader(0x1_0000_0000L, 0x1_1000_0000L, 1000, 1_700_000_000_000_000_000L, 5, 6, 7);
        assertThat(PscanHeader.read(whole.write(ByteOrder.LITTLE_ENDIAN, 70))).isEqualTo(whole);
        assertThat(PscanHeader.read(whole.write(ByteOrder.BIG_ENDIAN, 62)))
                .isEqualTo(new PscanHeader(whole.startHz(), whole.stopHz(), 1000, whole.timestampNanos(), 5, 0, 0));
        assertThat(PscanHeader.read(whole.write(ByteOrder.BIG_ENDIAN, 32)))
                .isEqualTo(new PscanHeader(whole.startHz(), whole.stopHz(), 1000, whole.timestampNanos(), 0, 0, 0));
        ByteBuffer longer = ByteBuffer.allocate(100)
                .put(whole.write(ByteOrder.BIG_ENDIAN, 70))
                .position(0);
        assertThat(PscanHeader.read(longer)).isEqualTo(whole);
    }

    @Test
    void headersComeBackAsWritten() {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            IfHeader samples = new IfHeader(1, 4, 128_000, 5_000_000_000L, 100_000, 20, 123, "FM", 1L << 40, -3, 99);
            IfpanHeader spectrum = new IfpanHeader(5_000_000_000L, 1_000_000, 2, 500, 77);
            AudioHeader sound = new AudioHeader(6, 2, 5_000_000_000L, 9_000, "USB", 55);
            CwHeader level = new CwHeader(5_000_000_000L, 66);
            FscanHeader steps = new FscanHeader(true, 87_500_000, 108_000_000, 100_000);

            assertThat(IfHeader.read(samples.write(order))).isEqualTo(samples);
            assertThat(samples.write(order).remaining()).isEqualTo(58);
            assertThat(IfpanHeader.read(spectrum.write(order, 40))).isEqualTo(spectrum);
            assertThat(IfpanHeader.read(spectrum.write(order, 60))).isEqualTo(spectrum);
            assertThat(AudioHeader.read(sound.write(order))).isEqualTo(sound);
            assertThat(sound.write(order).remaining()).isEqualTo(42);
            assertThat(CwHeader.read(level.write(order))).isEqualTo(level);
            assertThat(FscanHeader.read(steps.write(order))).isEqualTo(steps);
        }
    }

    @Test
    void valuesThatAreNotThereAreRefusedWithTheirNumbers() throws Exception {
        ByteBuffer in = bytes("04B1 0030 0009 00 00 00000001 0064 FFF6");
        Attribute attribute = Attribute.read(in);

        assertThatThrownBy(attribute::requireSeries)
                .isInstanceOf(MalformedDatagramException.class)
                .hasMessage("attribute 1201 has 4 bytes of values, but 9 items of 2 bytes");
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
