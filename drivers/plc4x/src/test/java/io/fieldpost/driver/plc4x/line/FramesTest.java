package io.fieldpost.driver.plc4x.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramesTest {
    private static final String CONFIRM = "0300001611d00000000f00c0010ac1020311c2020101";

    private static List<String> packets(Framing framing, String... chunks) {
        EmbeddedChannel channel = new EmbeddedChannel(new Frames(framing));
        List<String> packets = new ArrayList<>();
        for (String chunk : chunks) {
            channel.writeInbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex(chunk)));
            for (ByteBuf packet = channel.readInbound(); packet != null; packet = channel.readInbound()) {
                packets.add(ByteBufUtil.hexDump(packet));
                packet.release();
            }
        }
        return packets;
    }

    @Test
    void packetsThatCameInPiecesOrTogetherArePassedOnOneByOne() {
        assertThat(packets(
                        Framing.TPKT,
                        "03",
                        "0000",
                        "1611d00000000f00c0010ac1020311c202",
                        "0101" + CONFIRM + CONFIRM.substring(0, 10)))
                .containsExactly(CONFIRM, CONFIRM);
        String registered = "6500040001000000" + "00000000" + "0000000000000000" + "00000000" + "01000000";
        assertThat(packets(Framing.ENCAPSULATION, registered)).containsExactly(registered);
        String ads = "0000" + "20000000" + "00".repeat(32);
        assertThat(packets(Framing.AMS, ads + ads)).containsExactly(ads, ads);
    }

    /** A bit, an item that is not there with a length of 4 and nothing behind it, and an integer. */
    @Test
    void itemWithoutDataHasNoLengthEither() {
        String before =
                "03000025" + "02f080" + "32030000" + "0001" + "0002" + "0010" + "0000" + "0403" + "ff03000101" + "00";
        String after = "ff050010" + "04d2";
        assertThat(packets(Framing.TPKT, before + "0a000004" + after)).containsExactly(before + "0a000000" + after);
    }

    /** A length of 0 is what PLC4X's own decoder never comes back from. */
    @ParameterizedTest
    @CsvSource({
        "TPKT, 03000000",
        "TPKT, 03000006",
        "TPKT, 0300FFFF",
        "TPKT, 04000016",
        "AMS, 000000000000",
        "AMS, 0000FFFFFFFF",
        "AMS, 00001F000000"
    })
    void lengthThatCanNotBeEndsIt(Framing framing, String bytes) {
        assertThatExceptionOfType(CorruptedFrameException.class).isThrownBy(() -> packets(framing, bytes));
    }

    @Property
    void anyBytesArePacketsOrRefused(
            @ForAll Framing framing, @ForAll @Size(max = 200) byte[] bytes, @ForAll @Size(max = 200) byte[] more) {
        try {
            for (String packet : packets(
                    framing, HexFormat.of().formatHex(bytes), HexFormat.of().formatHex(more))) {
                assertThat(packet).hasSizeBetween(2 * 7, 2 * (bytes.length + more.length));
            }
        } catch (CorruptedFrameException e) {
            assertThat(e).message().contains("a packet");
        }
    }
}
