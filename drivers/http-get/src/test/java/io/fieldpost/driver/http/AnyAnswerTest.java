package io.fieldpost.driver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever comes back, it is an answer within its limit or an {@link IOException} that says why not. */
class AnyAnswerTest {
    private static final int MOST = 64;

    /** Bytes that come in pieces of a few, then the end. */
    private record Bytes(ByteBuffer all, int piece) implements Wire {
        @Override
        public int read(ByteBuffer into, long deadlineNanos) {
            int length = Math.min(piece, Math.min(into.remaining(), all.remaining()));
            if (length == 0) {
                return -1;
            }
            into.put(all.slice().limit(length));
            all.position(all.position() + length);
            return length;
        }

        @Override
        public void write(ByteBuffer bytes, long deadlineNanos) {}

        @Override
        public boolean isAtRest() {
            return true;
        }

        @Override
        public void close() {}
    }

    private static void read(byte[] bytes, int piece) {
        try {
            HttpAnswer answer = new AnswerReader(new Bytes(ByteBuffer.wrap(bytes), piece), 0, MOST)
                    .read()
                    .answer();
            assertThat(answer.body().length).isLessThanOrEqualTo(MOST);
            assertThat(answer.status()).isBetween(200, 599);
        } catch (IOException e) {
            assertThat(e).message().isNotBlank();
        }
    }

    @Property
    void anyBytesMayComeBack(@ForAll @Size(max = 200) byte[] bytes, @ForAll @IntRange(min = 1, max = 9) int piece) {
        read(bytes, piece);
    }

    @Property
    void anyPartsOfAnswersMayComeInAnyOrder(
            @ForAll("parts") List<String> parts, @ForAll @IntRange(min = 1, max = 9) int piece) {
        read(String.join("", parts).getBytes(StandardCharsets.ISO_8859_1), piece);
    }

    @Property
    void anyByteOfAGoodAnswerMayBeAnother(@ForAll long seed, @ForAll boolean chunked) {
        byte[] bytes = (chunked
                        ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n3;x\r\nefg\r\n0\r\n\r\n"
                        : "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nabcd")
                .getBytes(StandardCharsets.US_ASCII);
        Random random = new Random(seed);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        read(bytes, 1 + random.nextInt(9));
    }

    @Provide
    Arbitrary<List<String>> parts() {
        return Arbitraries.of(
                        "HTTP/1.1 200 OK\r\n",
                        "HTTP/1.1 100 C\r\n\r\n",
                        "HTTP/1.0 500 \n",
                        "Content-Length: 3\r\n",
                        "Content-Length: 99999999999999999999\r\n",
                        "Transfer-Encoding: chunked\r\n",
                        "a: b\r\n",
                        "\r\n",
                        "\r",
                        "0\r\n",
                        "3\r\nabc\r\n",
                        "ffffffff\r\n",
                        "\u0000\u00ff",
                        "x".repeat(70))
                .list()
                .ofMaxSize(9);
    }
}
