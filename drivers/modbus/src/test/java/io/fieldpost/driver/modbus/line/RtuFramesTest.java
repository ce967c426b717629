package io.fieldpost.driver.modbus.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.modbus.Request;
import io.fieldpost.driver.modbus.line.RtuFrames.Expected;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Frames as meters send them; checksums from public manuals. */
class RtuFramesTest {
    /** DTSU666, two registers from 0x2006: 01 03 20 06 00 02 2F CA. */
    private static final Expected VOLTAGE = Expected.to(1, hex("0320060002"));

    private static final String ANSWER = "010304435C4CCDDAF0";

    @Example
    void answerIsFoundWhereItStands() {
        assertThat(VOLTAGE).isEqualTo(new Expected(1, 3, 9));
        assertThat(find(ANSWER)).isZero();
        assertThat(find("00" + ANSWER)).isEqualTo(1);
        assertThat(find("01030401" + ANSWER + "FF")).isEqualTo(4);
    }

    @Example
    void exceptionIsAnAnswer() {
        assertThat(find(HexFormat.of().formatHex(Request.rtu(1, hex("8302"))))).isZero();
    }

    @Example
    void lengthFollowsFromWhatWasAsked() {
        assertThat(Expected.to(1, hex("0100000009")).length()).isEqualTo(7);
        assertThat(Expected.to(1, hex("040000007D")).length()).isEqualTo(255);
        assertThat(Expected.to(1, hex("060001ABCD")).length()).isEqualTo(8);
        assertThat(Expected.to(1, hex("1000010002041234ABCD")).length()).isEqualTo(8);
    }

    @Example
    void restIsCalledByWhatItIs() {
        assertThat(rest("010304435C4C")).isEqualTo(Fault.SHORT);
        assertThat(rest("01")).isEqualTo(Fault.SHORT);
        assertThat(rest("0183")).isEqualTo(Fault.SHORT);
        assertThat(rest("010304435C4CCDDAF1")).isEqualTo(Fault.CHECKSUM);
        assertThat(rest("0183020000")).isEqualTo(Fault.CHECKSUM);
        assertThat(rest("FF00FF")).isEqualTo(Fault.NOISE);
        // An answer of unit 2, and of unit 1 to a request for one register.
        assertThat(rest(HexFormat.of().formatHex(Request.rtu(2, hex("0304435C4CCD")))))
                .isEqualTo(Fault.OTHER_UNIT);
        assertThat(rest(HexFormat.of().formatHex(Request.rtu(1, hex("0302435C")))))
                .isEqualTo(Fault.UNASKED);
    }

    /** Whatever a line brings, nothing is thrown, and nothing with a wrong checksum is taken. */
    @Property
    void anyBytesAreSearchedAndNamed(
            @ForAll @Size(min = 1, max = 512) byte[] bytes, @ForAll boolean begunLikeAnAnswer) {
        if (begunLikeAnAnswer && bytes.length > 2) {
            bytes[0] = 1;
            bytes[1] = 3;
            bytes[2] = 4;
        }
        RtuFrames frames = frames(bytes);
        int at = frames.find(VOLTAGE);
        assertThat(at).isBetween(-1, Math.max(-1, bytes.length - 5));
        assertThat(frames.nameOfTheRest(VOLTAGE)).isNotNull();
    }

    /** One wrong bit anywhere is noticed: a CRC finds every single one. */
    @Property
    void answerWithOneWrongBitIsNotTaken(@ForAll @IntRange(max = 71) int bit) {
        byte[] bytes = hex(ANSWER);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(frames(bytes).find(VOLTAGE)).isNegative();
    }

    /** What stands before it may be anything; an answer that follows is found. */
    @Property
    void answerIsFoundBehindAnyNoise(@ForAll @Size(max = 200) byte[] noise) {
        byte[] answer = hex(ANSWER);
        byte[] bytes = Arrays.copyOf(noise, noise.length + answer.length);
        System.arraycopy(answer, 0, bytes, noise.length, answer.length);
        assertThat(frames(bytes).find(VOLTAGE)).isBetween(0, noise.length);
    }

    private static int find(String bytes) {
        return frames(hex(bytes)).find(VOLTAGE);
    }

    private static Fault rest(String bytes) {
        return frames(hex(bytes)).nameOfTheRest(VOLTAGE);
    }

    private static RtuFrames frames(byte[] bytes) {
        RtuFrames frames = new RtuFrames();
        System.arraycopy(bytes, 0, frames.array(), 0, bytes.length);
        frames.added(bytes.length);
        return frames;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
