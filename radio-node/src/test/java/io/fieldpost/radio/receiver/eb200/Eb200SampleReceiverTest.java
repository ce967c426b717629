package io.fieldpost.radio.receiver.eb200;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.DriverException;
import io.fieldpost.radio.receiver.Eb200Address;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.ReceiverSetup;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.receiver.SampleExchange;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.Transport;
import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.simulation.Eb200Server;
import io.fieldpost.radio.simulation.LevelSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class Eb200SampleReceiverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LevelSource SOURCE = LevelSource.carriers(0);
    private static final ReceiverSetup SETUP = new ReceiverSetup(128_000, new Gain.Automatic(), 0);

    @ParameterizedTest
    @EnumSource(Transport.class)
    void toneArrivesAsItWasSent(Transport transport) throws Exception {
        try (Eb200Server server = Eb200Server.measuring(SOURCE);
                Eb200SampleReceiver receiver = receiver(server, transport)) {
            receiver.open(SETUP);
            SampleBlock block = receiver.take(PATIENCE);
            int samples = block.length() / 4;
            float[] re = new float[samples];
            float[] im = new float[samples];
            block.format().decode(block.iq(), 0, samples, re, im, 0);
            receiver.release(block);

            assertThat(block.format()).isEqualTo(SampleFormat.CS16);
            double turn = Math.atan2(im[1], re[1]) - Math.atan2(im[0], re[0]);
            assertThat(Math.IEEEremainder(turn, 2 * Math.PI)).isEqualTo(Math.PI / 4, within(1e-3));
            assertThat(Math.hypot(re[0], im[0])).isEqualTo(0.5, within(1e-4));
            assertThat(receiver.counters().dropped()).isZero();
            assertThat(receiver.tunedHz()).isEqualTo(97_600_000);
        }
    }

    @Test
    void otherRateThanAskedForIsToldAtTheStart() throws Exception {
        try (Eb200Server server = Eb200Server.measuring(SOURCE);
                Eb200SampleReceiver receiver = receiver(server, Transport.UDP)) {
            assertThatThrownBy(() -> receiver.open(new ReceiverSetup(250_000, new Gain.Automatic(), 0)))
                    .hasMessageContaining("receiver sends 128000 samples/s at a bandwidth of 100000 Hz and not 250000");
        }
    }

    @Test
    void tuningAndAttenuationReachTheReceiver() throws Exception {
        try (Eb200Server server = Eb200Server.measuring(SOURCE);
                Eb200SampleReceiver receiver = receiver(server, Transport.TCP)) {
            receiver.open(SETUP);
            receiver.gain(new Gain.Fixed(-100));
            receiver.tune(101_100_000);
            while (receiver.tunedHz() != 101_100_000) {
                receiver.release(receiver.take(PATIENCE));
            }

            assertThat(server.received()).contains("inp:att:auto off", "inp:att 10", "sens:freq 101100000");
        }
    }

    @Test
    void lossIsCountedExactlyAndNoBlockReachesOverIt() throws Exception {
        SampleExchange exchange = new SampleExchange(8, SampleFormat.CS16);
        SampleAssembler assembler = new SampleAssembler(exchange);
        Datagrams datagrams = new Datagrams(assembler);
        Eb200Encoder encoder = new Eb200Encoder(ByteOrder.LITTLE_ENDIAN, 32);
        send(datagrams, encoder, 1000);
        send(datagrams, encoder, 1010);
        send(datagrams, encoder, 1057);
        datagrams.pause();

        assertThat(assembler.dropped()).isEqualTo(37);
        assertThat(assembler.arrived()).isEqualTo(30);
        SampleBlock before = exchange.take(PATIENCE);
        SampleBlock after = exchange.take(PATIENCE);
        assertThat(before.firstSample()).isZero();
        assertThat(before.length()).isEqualTo(80);
        assertThat(after.firstSample()).isEqualTo(57);
        assertThat(after.length()).isEqualTo(40);
    }

    @Test
    void streamThatBeginsAnewIsNoLoss() throws Exception {
        SampleAssembler assembler = new SampleAssembler(new SampleExchange(8, SampleFormat.CS16));
        Datagrams datagrams = new Datagrams(assembler);
        Eb200Encoder encoder = new Eb200Encoder(ByteOrder.BIG_ENDIAN, 32);
        send(datagrams, encoder, 1L << 50);
        send(datagrams, encoder, 0);

        assertThat(assembler.dropped()).isZero();
        assertThat(assembler.arrived()).isEqualTo(20);
    }

    @Test
    void whatNobodyFetchesIsCounted() throws Exception {
        SampleAssembler assembler = new SampleAssembler(new SampleExchange(1, SampleFormat.CS16));
        Datagrams datagrams = new Datagrams(assembler);
        Eb200Encoder encoder = new Eb200Encoder(ByteOrder.BIG_ENDIAN, 32);
        // A block holds 4096 samples.
        for (int i = 0; i < 500; i++) {
            send(datagrams, encoder, 10 * i);
        }

        assertThat(assembler.dropped()).isEqualTo(5000 - 4096);
    }

    private static void send(Datagrams datagrams, Eb200Encoder encoder, long count) throws DriverException {
        datagrams.accept(ByteBuffer.wrap(encoder.samples(128_000, 97_600_000, 100_000, count, 0, new short[2 * 10])));
    }

    private static Eb200SampleReceiver receiver(Eb200Server server, Transport transport) {
        Eb200Address address = new Eb200Address("127.0.0.1", server.port(), server.dataPort());
        return new Eb200SampleReceiver(address, transport, 97_600_000, 100_000, "eb200-samples");
    }
}
