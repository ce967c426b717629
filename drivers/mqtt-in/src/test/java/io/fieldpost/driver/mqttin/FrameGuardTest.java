package io.fieldpost.driver.mqttin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameGuardTest {
    private static final int LARGEST = 100;

    private final List<String> letGo = new ArrayList<>();

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    /** PUBLISH of QoS 1 (0x32) to {@code a/b}, identifier 7. */
    private static byte[] message(int payload) {
        int length = 2 + 3 + 2 + payload;
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(0x32);
        packet.write(length % 128 | (length > 127 ? 0x80 : 0));
        if (length > 127) {
            packet.write(length / 128);
        }
        packet.writeBytes(hex("0003"));
        packet.writeBytes("a/b".getBytes(StandardCharsets.US_ASCII));
        packet.writeBytes(hex("0007"));
        packet.writeBytes(new byte[payload]);
        return packet.toByteArray();
    }

    /** Gives one byte a read, and times out before each. */
    private static final class Hesitant extends InputStream {
        private final byte[] bytes;
        private int at;
        private boolean waited;

        Hesitant(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            waited = !waited;
            if (waited && at < bytes.length) {
                throw new SocketTimeoutException("a pause");
            }
            return at < bytes.length ? bytes[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int one = read();
            if (one < 0) {
                return -1;
            }
            into[offset] = (byte) one;
            return 1;
        }
    }

    private FrameGuard guard(InputStream in) {
        CountDownLatch begun = new CountDownLatch(0);
        return new FrameGuard(in, LARGEST, begun, (topic, id) -> letGo.add(topic + " " + id));
    }

    private byte[] passed(byte[] sent) throws IOException {
        FrameGuard guard = guard(new Hesitant(sent));
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        byte[] chunk = new byte[7];
        while (true) {
            try {
                int count = guard.read(chunk, 0, chunk.length);
                if (count < 0) {
                    return passed.toByteArray();
                }
                passed.write(chunk, 0, count);
            } catch (SocketTimeoutException e) {
                // As Paho does: it reads again.
                continue;
            }
        }
    }

    /** Paho 1.2.5 takes the second byte of a header for a new packet after a pause of a second. */
    @ParameterizedTest
    @CsvSource({
        "20 02 01 00",
        "40 02 00 07",
        "90 03 00 01 01",
        "b0 02 00 02",
        "d0 00",
        "30 05 00 03 61 2f 62",
        "32 08 00 03 61 2f 62 00 07 31",
        "3b 08 00 03 61 2f 62 00 07 31"
    })
    void packetPassesAsItIsHoweverItHesitates(String packet) throws Exception {
        assertThat(passed(hex(packet))).isEqualTo(hex(packet));
    }

    @Test
    void payloadOfTheLargestSizePasses() throws Exception {
        assertThat(passed(message(LARGEST))).isEqualTo(message(LARGEST));
        assertThat(letGo).isEmpty();
    }

    @Test
    void payloadThatIsTooLargeIsLetGoAndTheNextPacketPasses() throws Exception {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        sent.writeBytes(message(LARGEST + 1));
        sent.writeBytes(hex("d000"));
        assertThat(passed(sent.toByteArray())).isEqualTo(hex("32 07 00 03 61 2f 62 00 07 d0 00"));
        assertThat(letGo).containsExactly("a/b 7");
    }

    @Test
    void tooLargeWithoutAnIdentifierIsNothingToPaho() throws Exception {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        sent.writeBytes(hex("30 6a 00 03 61 2f 62"));
        sent.writeBytes(new byte[101]);
        sent.writeBytes(hex("d000"));
        assertThat(passed(sent.toByteArray())).isEqualTo(hex("d000"));
        assertThat(letGo).containsExactly("a/b 0");
    }

    @ParameterizedTest
    @CsvSource({
        "10 02 00 00, it begins with 0x10",
        "34 08 00 03 61 2f 62 00 07 31, it begins with 0x34",
        "21 02 00 00, it begins with 0x21",
        "20 03 00 00 00, type 2 with 3 bytes",
        "d0 01 00, type 13 with 1 bytes",
        "30 ff ff ff ff 01, more than four bytes",
        "32 04 00 03 61 2f, a message of 4 bytes with a topic of 3",
        "30 02 00 00, a message of 2 bytes with a topic of 0",
        "30 00, a message of 0 bytes with a topic of 0"
    })
    void whatIsNoPacketIsRefusedWithWhatItIs(String packet, String told) {
        assertThatThrownBy(() -> passed(hex(packet)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(told);
    }

    @Test
    void nothingIsReadBeforeSomethingWasSent() {
        FrameGuard guard = new FrameGuard(new Hesitant(hex("d000")), LARGEST, new CountDownLatch(1), (topic, id) -> {});
        assertThatThrownBy(guard::read).isInstanceOf(SocketTimeoutException.class);
    }

    /** As what a line with noise makes of packets: the first byte is often right. */
    @Property
    void anyBytesPassOrAreRefused(@ForAll @IntRange(min = 0, max = 6) int kind, @ForAll @Size(max = 300) byte[] rest) {
        byte[] first = hex("20 30 32 40 90 b0 d0");
        byte[] sent = new byte[rest.length + 1];
        sent[0] = first[kind];
        System.arraycopy(rest, 0, sent, 1, rest.length);
        try {
            assertThat(passed(sent).length).isLessThanOrEqualTo(sent.length);
        } catch (IOException e) {
            assertThat(e).message().startsWith("not a packet of MQTT 3.1.1");
        }
    }
}
