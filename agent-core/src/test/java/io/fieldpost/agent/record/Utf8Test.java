package io.fieldpost.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class Utf8Test {
    /** Both sides of every limit of the second and later bytes. */
    private static final int[] FOLLOWING = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};

    @Test
    void everyFirstByteWithWhatMayFollowIsJudgedAsTheDecoderDoes() {
        for (int first = 0; first < 0x100; first++) {
            for (int second : FOLLOWING) {
                for (int third : FOLLOWING) {
                    for (int fourth : FOLLOWING) {
                        assertJudgedAlike((byte) first, (byte) second, (byte) third, (byte) fourth);
                    }
                }
            }
        }
    }

    @Property(tries = 1000)
    void anyTextIsWellFormedAndNoneThatIsCutWithinACharacter(@ForAll String any, @ForAll int cut) {
        byte[] bytes = any.getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.isWellFormed(bytes, 0, bytes.length)).isTrue();
        int end = Math.floorMod(cut, bytes.length + 1);
        assertThat(Utf8.isWellFormed(bytes, 0, end)).isEqualTo(decodes(bytes, end));
    }

    private static void assertJudgedAlike(byte... bytes) {
        for (int end = 1; end <= bytes.length; end++) {
            if (Utf8.isWellFormed(bytes, 0, end) != decodes(bytes, end)) {
                assertThat(bytes)
                        .as("first %d bytes are judged otherwise than by the decoder", end)
                        .isEmpty();
            }
        }
    }

    private static boolean decodes(byte[] bytes, int end) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
