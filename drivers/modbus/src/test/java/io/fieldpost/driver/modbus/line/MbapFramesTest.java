package io.fieldpost.driver.modbus.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digitalpetri.modbus.ModbusTcpFrame;
import io.fieldpost.driver.modbus.Request;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MbapFramesTest {
    @Example
    void halfAFrameWaitsForTheRest() throws Exception {
        MbapFrames frames = new MbapFrames();
        List<ModbusTcpFrame> taken = new ArrayList<>();
        feed(frames, Request.mbap(7, 1, new byte[] {3, 2, 0, 1}), 1, taken);
        feed(frames, Request.mbap(8, 2, new byte[] {3, 2, 0, 1}), 1, taken);
        assertThat(taken).extracting(frame -> frame.header().transactionId()).containsExactly(7, 8);
        assertThat(taken).extracting(frame -> frame.header().unitId()).containsExactly(1, 2);
        assertThat(frames.isHalf()).isFalse();
    }

    @Example
    void whatIsNoModbusTcpIsRefusedWithWhatCame() {
        assertThatThrownBy(() ->
                        feed(new MbapFrames(), HexFormat.of().parseHex("010304435C4CCDDAF0"), 9, new ArrayList<>()))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("protocol 1091, length 23628");
        assertThatThrownBy(
                        () -> feed(new MbapFrames(), HexFormat.of().parseHex("00010000000001"), 9, new ArrayList<>()))
                .hasMessageContaining("length 0");
        assertThatThrownBy(
                        () -> feed(new MbapFrames(), HexFormat.of().parseHex("00010000FFFF01"), 9, new ArrayList<>()))
                .hasMessageContaining("length 65535");
    }

    /** Whatever comes, in whatever pieces: frames, or one complaint; and never more bytes wanted than fit. */
    @Property
    void anyBytesAreFramesOrRefused(
            @ForAll @Size(max = 600) byte[] bytes, @ForAll @IntRange(min = 1, max = 50) int piece) {
        try {
            feed(new MbapFrames(), bytes, piece, new ArrayList<>());
        } catch (ProtocolException e) {
            assertThat(e).hasMessageContaining("no Modbus TCP");
        }
    }

    private static void feed(MbapFrames frames, byte[] bytes, int piece, List<ModbusTcpFrame> taken)
            throws ProtocolException {
        int at = 0;
        while (at < bytes.length) {
            int now = Math.min(Math.min(piece, frames.missing()), bytes.length - at);
            System.arraycopy(bytes, at, frames.array(), frames.length(), now);
            frames.added(now);
            at += now;
            ModbusTcpFrame frame = frames.take();
            if (frame != null) {
                taken.add(frame);
            }
        }
    }
}
