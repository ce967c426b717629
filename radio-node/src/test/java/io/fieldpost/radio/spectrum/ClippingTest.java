package io.fieldpost.radio.spectrum;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.radio.sample.SampleFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClippingTest {
    @Test
    void everyByteCountsOnItsOwnWhereverItStands() {
        for (int b = 0; b < 256; b++) {
            for (int at = 0; at < 19; at++) {
                byte[] data = new byte[19];
                Arrays.fill(data, (byte) 1);
                data[at] = (byte) b;
                assertThat(Clipping.count(data, 0, 19)).isEqualTo(b == 0 || b == 255 ? 1 : 0);
                assertThat(Clipping.count(SampleFormat.CS8, data, 0, 19)).isEqualTo(b == 127 || b == 128 ? 1 : 0);
            }
        }
    }

    @Test
    void rangeIsCountedAndNothingBesideIt() {
        byte[] data = new byte[64];
        new Random(1).nextBytes(data);
        Arrays.fill(data, 0, 5, (byte) 0);
        Arrays.fill(data, 30, 64, (byte) 255);
        assertThat(Clipping.count(data, 3, 7)).isEqualTo(2);
        assertThat(Clipping.count(data, 33, 60)).isEqualTo(27);
    }

    @Test
    void widerFormatsHaveRailsOfTheirOwn() {
        ByteBuffer shorts = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        shorts.putShort((short) 32767)
                .putShort((short) -32768)
                .putShort((short) 32766)
                .putShort((short) -1)
                .putShort((short) 127);
        assertThat(Clipping.count(SampleFormat.CS16, shorts.array(), 0, 10)).isEqualTo(2);
        ByteBuffer floats = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        floats.putFloat(1).putFloat(-1.5f).putFloat(0.999f).putFloat(0);
        assertThat(Clipping.count(SampleFormat.CF32, floats.array(), 0, 16)).isEqualTo(2);
    }
}
