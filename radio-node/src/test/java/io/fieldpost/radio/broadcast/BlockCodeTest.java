package io.fieldpost.radio.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.radio.simulation.RdsEncoder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockCodeTest {
    @Test
    void remainderOfAnEncodedBlockIsItsOffsetWord() {
        Random random = new Random(1);
        for (Offset offset : Offset.values()) {
            for (int i = 0; i < 200; i++) {
                int block = RdsEncoder.block(random.nextInt(1 << 16), offset.word());
                assertThat(BlockCode.remainder(block)).isEqualTo(offset.word());
            }
        }
    }

    @Test
    void everyBurstOfUpToFiveBitsIsFoundExactly() {
        int block = RdsEncoder.block(0x1234, Offset.B.word());
        for (int length = 1; length <= 5; length++) {
            for (int at = 0; at + length <= 26; at++) {
                for (int inner = 0; inner < 1 << Math.max(0, length - 2); inner++) {
                    int burst = (1 | 1 << length - 1 | inner << 1) << at;
                    int remainder = BlockCode.remainder(block ^ burst) ^ Offset.B.word();
                    assertThat(BlockCode.burst(remainder)).isEqualTo(burst);
                    assertThat(BlockCode.length(burst)).isEqualTo(length);
                }
            }
        }
    }
}
