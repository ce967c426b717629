package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameSearchTest {
    private static final byte[] FRAME = FramingTest.bytes("68 61 01 00 00 00 00 68 91 06 33 34 34 35 34 43 10 16");

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static FrameSearch found(byte[] bytes, int expectedStart) {
        FrameSearch search = new FrameSearch(Framing.DLT645);
        assertThat(search.isComplete(bytes, bytes.length)).as(Hex.of(bytes)).isTrue();
        assertThat(search.start()).isEqualTo(expectedStart);
        return search;
    }

    private static LineFault faultOf(byte[] bytes) {
        FrameSearch search = new FrameSearch(Framing.DLT645);
        assertThat(search.isComplete(bytes, bytes.length)).isFalse();
        return search.faultOf(bytes.length);
    }

    @Test
    void wakingBytesBeforeAFrameArePassedOver() {
        found(joined(FramingTest.bytes("FE FE FE FE"), FRAME), 4);
    }

    @Test
    void noiseThatLooksLikeABeginningDoesNotHideTheFrameBehindIt() {
        found(joined(FramingTest.bytes("00 68 13 68"), FRAME), 4);
    }

    @Test
    void frameWhoseEndWasLostDoesNotHideTheNextOne() {
        byte[] half = java.util.Arrays.copyOf(FRAME, 12);
        found(joined(half, FRAME), 12);
    }

    @Test
    void frameWithAWrongChecksumDoesNotHideTheNextOne() {
        byte[] damaged = FRAME.clone();
        damaged[12]++;
        found(joined(damaged, FRAME), FRAME.length);
    }

    @Test
    void whatHasNoWholeFrameIsToldByKind() {
        byte[] damaged = FRAME.clone();
        damaged[12]++;
        assertThat(faultOf(new byte[0])).isEqualTo(LineFault.SILENCE);
        assertThat(faultOf(FramingTest.bytes("FE 00 17"))).isEqualTo(LineFault.NOISE);
        assertThat(faultOf(java.util.Arrays.copyOf(FRAME, 12))).isEqualTo(LineFault.HALF_FRAME);
        assertThat(faultOf(damaged)).isEqualTo(LineFault.WRONG_CHECKSUM);
    }

    @Property
    void anyBytesAreSearchedWithoutAFailure(@ForAll @Size(max = 500) byte[] bytes, @ForAll Framing framing) {
        FrameSearch search = new FrameSearch(framing);
        if (search.isComplete(bytes, bytes.length)) {
            assertThat(framing.decode(bytes, search.start()).data().length).isLessThanOrEqualTo(Framing.MOST_DATA);
            assertThat(search.start() + framing.lengthAt(bytes, search.start())).isLessThanOrEqualTo(bytes.length);
        } else {
            assertThat(search.faultOf(bytes.length)).isNotNull();
        }
    }

    @Property
    void everyFrameIsFoundBehindAnyNoise(
            @ForAll @Size(max = 40) byte[] noise,
            @ForAll @Size(max = 200) byte[] data,
            @ForAll @IntRange(max = 255) int control,
            @ForAll Framing framing) {
        MeterFrame frame = new MeterFrame(new byte[framing.addressLength()], control, data);
        byte[] all = joined(noise, framing.encode(frame));
        FrameSearch search = new FrameSearch(framing);
        assertThat(search.isComplete(all, all.length)).isTrue();
        // Noise may hold a whole frame by chance, if hardly ever; it is never found behind the real one.
        assertThat(search.start()).isLessThanOrEqualTo(noise.length);
        if (search.start() == noise.length) {
            assertThat(framing.decode(all, search.start())).isEqualTo(frame);
        }
    }
}
