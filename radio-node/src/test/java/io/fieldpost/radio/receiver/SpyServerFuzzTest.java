package io.fieldpost.radio.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverException;
import io.fieldpost.radio.sample.SampleFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpyServerFuzzTest {
    /** Whatever bytes come, the stream goes on or ends with a DriverException; samples stay whole and memory bounded. */
    @Test
    void fuzzedMessagesAreTakenOrEndTheStream() throws Exception {
        int tries = 4 * Integer.getInteger("fieldpost.tries", 100);
        Random random = new Random(14);
        int ended = 0;
        for (int i = 0; i < tries; i++) {
            BlockQueue blocks = new BlockQueue(64);
            SpyServerHandler handler = new SpyServerHandler("spyserver://test", blocks, System::nanoTime);
            handler.begin(i % 2 == 0 ? SampleFormat.CU8 : SampleFormat.CS16, 1_000_000);
            EmbeddedChannel channel = new EmbeddedChannel(new SpyServerDecoder("spyserver://test"), handler);
            ByteBuf stream = stream(random);
            for (int changes = random.nextInt(6); changes > 0; changes--) {
                // Headers are what is easy to get wrong, and the first ones stand close together.
                int within = random.nextBoolean() ? 160 : stream.writerIndex();
                stream.setByte(random.nextInt(within), random.nextInt(256));
            }
            while (stream.isReadable() && channel.isOpen()) {
                channel.writeInbound(
                        stream.readRetainedSlice(Math.min(stream.readableBytes(), 1 + random.nextInt(700))));
                channel.checkException();
            }
            ended += channel.isOpen() ? 0 : 1;
            assertDrained(blocks);
            stream.release();
            channel.finishAndReleaseAll();
        }

        assertThat(ended).isGreaterThan(tries / 20).isLessThan(tries);
    }

    private static void assertDrained(BlockQueue blocks) throws InterruptedException {
        try {
            for (SampleBlock block = blocks.take(0); block != null; block = blocks.take(0)) {
                assertThat(block.length() % block.format().bytesPerSample()).isZero();
                blocks.release(block);
            }
        } catch (DriverException e) {
            assertThat(e.getMessage()).contains("spyserver://test");
        }
    }

    private static ByteBuf stream(Random random) {
        ByteBuf stream = Unpooled.buffer();
        header(stream, SpyServerHeader.DEVICE_INFO, 0, SpyServerDevice.BYTES);
        new SpyServerDevice(3, 1, 2_400_000, 2_000_000, 8, 1, 28, 24_000_000, 1_766_000_000, 8, 0, 0).write(stream);
        header(stream, SpyServerHeader.CLIENT_SYNC, 0, SpyServerSync.BYTES);
        new SpyServerSync(true, 1, 2, 3, 4, 5, 6, 7, 8).write(stream);
        for (int i = 0; i < 8; i++) {
            int bytes = 4 * random.nextInt(300);
            header(stream, SpyServerHeader.U8_IQ + random.nextInt(2), i, bytes);
            stream.writeZero(bytes);
            header(stream, SpyServerHeader.PONG, 0, 0);
        }
        return stream;
    }

    private static void header(ByteBuf out, int type, int sequence, int bytes) {
        new SpyServerHeader(SpyServerHeader.PROTOCOL, type, 0, 1, sequence, bytes).write(out);
    }
}
