package io.fieldpost.radio.receiver.eb200;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.position.Position;
import io.fieldpost.radio.receiver.Eb200Address;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.FrequencyScan;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.IfPanorama;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.PanoramaScan;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.Transport;
import io.fieldpost.radio.simulation.Eb200Behaviour;
import io.fieldpost.radio.simulation.Eb200Server;
import io.fieldpost.radio.simulation.LevelSource;
import io.fieldpost.radio.simulation.Station;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class Eb200ReceiverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final PanoramaSettings FM_BAND =
            PanoramaSettings.of(new PanoramaScan(87_500_000, 108_000_000, 25_000));
    /** 1 dBµV in 10 Hz; one carrier of 40 dBµV. */
    private static final LevelSource SOURCE = LevelSource.carriers(-9, new Station("", 97_600_000, 40));

    static Stream<Arguments> receivers() {
        return Stream.of(
                Arguments.of(Transport.UDP, Eb200Behaviour.USUAL),
                Arguments.of(Transport.TCP, Eb200Behaviour.USUAL),
                Arguments.of(Transport.UDP, Eb200Behaviour.USUAL.withHeader(32)),
                Arguments.of(Transport.TCP, Eb200Behaviour.USUAL.withHeader(62)),
                Arguments.of(Transport.UDP, Eb200Behaviour.USUAL.withLongAttributes()),
                Arguments.of(Transport.TCP, Eb200Behaviour.USUAL.withSwapInverted()));
    }

    @ParameterizedTest
    @MethodSource("receivers")
    void panoramaScanIsWholeAndItsCarrierInItsPlace(Transport transport, Eb200Behaviour behaviour) throws Exception {
        try (Eb200Server server = Eb200Server.measuring(SOURCE, behaviour);
                Eb200Receiver receiver = receiver(server, FM_BAND.over(transport))) {
            assertThat(receiver.open()).startsWith("ROHDE&SCHWARZ,EM100");
            SpectrumRow row = whole(receiver);

            assertThat(row.startHz()).isEqualTo(87_500_000);
            assertThat(row.cells()).isEqualTo(821);
            assertThat(row.unit()).isEqualTo(LevelUnit.DBUV);
            assertThat(row.suspect()).isEmpty();
            assertThat(row.levelDb()[row.cellOf(97_600_000)]).isEqualTo(41.19f, within(0.06f));
            // −9 dBµV/Hz in 25 kHz: 34.98 dBµV, and 41.19 dBµV together with the carrier.
            assertThat(row.levelDb()[100]).isEqualTo(34.98f, within(0.06f));
            assertThat(receiver.antenna()).isEqualTo("HE600");
        }
    }

    @Test
    void frequencyScanIsWhole() throws Exception {
        try (Eb200Server server = Eb200Server.measuring(SOURCE);
                Eb200Receiver receiver =
                        receiver(server, PanoramaSettings.of(new FrequencyScan(97_000_000, 98_000_000, 10_000)))) {
            receiver.open();
            SpectrumRow row = receiver.take(PATIENCE);

            assertThat(row.cells()).isEqualTo(101);
            assertThat(row.levelDb()[60]).isGreaterThan(40);
        }
    }

    @Test
    void spectrumOfTheIntermediateFrequencyComesAsFieldStrengthWhenAsked() throws Exception {
        PanoramaSettings settings = PanoramaSettings.of(new IfPanorama(97_600_000, 1_000_000, 120_000, null));
        PanoramaSettings field = new PanoramaSettings(
                settings.task(), 10, settings.detector(), Duration.ofMillis(5), true, Transport.UDP, settings.also());
        try (Eb200Server server = Eb200Server.measuring(SOURCE);
                Eb200Receiver receiver = receiver(server, field)) {
            receiver.open();
            SpectrumRow row = receiver.take(PATIENCE);

            assertThat(row.unit()).isEqualTo(LevelUnit.DBUV_PER_M);
            assertThat(row.cells()).isEqualTo(1601);
            assertThat(row.startHz()).isEqualTo(97_100_000);
            assertThat(row.stepHz()).isEqualTo(625);
            assertThat(row.levelDb()[800]).isGreaterThan(39.9f);
            assertThat(server.received()).contains("inp:att:auto off", "inp:att 10", "meas:time 5 ms");
        }
    }

    @Test
    void lossIsCountedAndSeenInTheRow() throws Exception {
        try (Eb200Server server = Eb200Server.measuring(SOURCE);
                Eb200Receiver receiver = receiver(server, FM_BAND)) {
            receiver.open();
            receiver.take(PATIENCE);
            server.lose(1);
            SpectrumRow row = receiver.take(PATIENCE);
            // A row with holes can also be one whose beginning was before the subscription.
            while (row.suspect().isEmpty() || receiver.dropped() == 0) {
                row = receiver.take(PATIENCE);
            }

            assertThat(row.suspect()).isEqualTo("drop");
        }
    }

    @Test
    void garbageInTheTcpStreamCostsNoMoreThanItself() throws Exception {
        try (Eb200Server server = Eb200Server.measuring(SOURCE);
                Eb200Receiver receiver = receiver(server, FM_BAND.over(Transport.TCP))) {
            receiver.open();
            whole(receiver);
            // Ends like the beginning of a datagram.
            server.garble(new byte[] {1, 2, 3, 0x00, 0x0E, (byte) 0xB2});
            for (int i = 0; i < 5; i++) {
                assertThat(receiver.take(PATIENCE).suspect()).isEmpty();
            }
            assertThat(receiver.dropped()).isZero();
        }
    }

    @Test
    void subscriptionIsTakenBackAtTheEnd() throws Exception {
        try (Eb200Server server = Eb200Server.measuring(SOURCE)) {
            for (Transport transport : Transport.values()) {
                Eb200Receiver receiver = receiver(server, FM_BAND.over(transport));
                receiver.open();
                receiver.take(PATIENCE);
                assertThat(server.subscriptions()).isEqualTo(1);
                receiver.close();

                assertThat(await(() -> server.subscriptions() == 0)).isTrue();
            }
        }
    }

    @Test
    void subscriptionIsTakenBackWhenOpeningFails() throws Exception {
        try (Eb200Server server = Eb200Server.measuring(SOURCE, Eb200Behaviour.USUAL.refusing("init:imm"))) {
            Eb200Receiver receiver = receiver(server, FM_BAND);
            assertThatThrownBy(receiver::open).hasMessageContaining("start of measuring was refused");
            receiver.close();

            assertThat(await(() -> server.subscriptions() == 0)).isTrue();
        }
    }

    @Test
    void refusedSettingIsToldInTheReceiversWords() throws Exception {
        try (Eb200Server server = Eb200Server.measuring(SOURCE, Eb200Behaviour.USUAL.refusing("psc:step"));
                Eb200Receiver receiver = receiver(server, FM_BAND)) {
            assertThatThrownBy(receiver::open)
                    .isInstanceOfSatisfying(
                            DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                    .hasMessageContaining("-222,\"Data out of range;psc:step 25000\"")
                    .hasMessageContaining("check the setting against its data sheet: eb200://127.0.0.1:");
        }
    }

    @Test
    void receiverThatDoesNotKnowItsAntennaIsOpenedAllTheSame() throws Exception {
        try (Eb200Server server = Eb200Server.measuring(SOURCE, Eb200Behaviour.USUAL.refusing("syst:ant"));
                Eb200Receiver receiver = receiver(server, FM_BAND)) {
            receiver.open();

            assertThat(receiver.antenna()).isEmpty();
            assertThat(receiver.take(PATIENCE)).isNotNull();
        }
    }

    @Test
    void commandThatOnlySomeReceiversKnowIsNoReasonToFail() throws Exception {
        try (Eb200Server server = Eb200Server.measuring(SOURCE, Eb200Behaviour.USUAL.refusing("meas:mode"));
                Eb200Receiver receiver = receiver(server, FM_BAND)) {
            receiver.open();

            assertThat(server.received()).contains("meas:mode per");
            assertThat(receiver.take(PATIENCE)).isNotNull();
        }
    }

    @Test
    void overloadMarksRows() throws Exception {
        try (Eb200Server server = Eb200Server.measuring(SOURCE, Eb200Behaviour.USUAL.withOverload());
                Eb200Receiver receiver = receiver(server, FM_BAND)) {
            receiver.open();
            SpectrumRow row = receiver.take(PATIENCE);
            while (row.suspect().isEmpty()) {
                row = receiver.take(PATIENCE);
            }

            assertThat(row.suspect()).contains("overload");
        }
    }

    @Test
    void soundPositionAndLevelComeBesideTheSpectrum() throws Exception {
        CompletableFuture<AudioBlock> sound = new CompletableFuture<>();
        CompletableFuture<Position> position = new CompletableFuture<>();
        CompletableFuture<LevelReading> level = new CompletableFuture<>();
        Eb200Listener listener = new Eb200Listener() {
            @Override
            public void audio(AudioBlock block) {
                sound.complete(block);
            }

            @Override
            public void position(Position fix) {
                position.complete(fix);
            }

            @Override
            public void level(LevelReading reading) {
                level.complete(reading);
            }
        };
        PanoramaSettings settings = PanoramaSettings.of(new IfPanorama(97_600_000, 1_000_000, 120_000, Demodulation.FM))
                .with(StreamTag.GPSCOMPASS);
        try (Eb200Server server = Eb200Server.measuring(SOURCE);
                Eb200Receiver receiver =
                        new Eb200Receiver(address(server), settings, listener, "eb200", InstantSource.system())) {
            receiver.open();

            AudioBlock block = sound.get(10, TimeUnit.SECONDS);
            assertThat(block.sampleRateHz()).isEqualTo(16_000);
            assertThat(block.channels()).isEqualTo(1);
            assertThat(block.samples()).isEqualTo(160);
            assertThat(block.frequencyHz()).isEqualTo(97_600_000);
            assertThat(block.demodulation()).isEqualTo("FM");
            assertThat(block.startNanos()).isPositive();
            float[] amplitudes = new float[160];
            block.decode(amplitudes);
            // 1 kHz: four samples to a quarter of a wave.
            assertThat(amplitudes[4] * Short.MAX_VALUE).isEqualTo(8_192);
            assertThat(amplitudes[12] * Short.MAX_VALUE).isEqualTo(-8_192);
            Position fix = position.get(10, TimeUnit.SECONDS);
            assertThat(fix.latitudeDeg()).isEqualTo(30.5);
            assertThat(fix.longitudeDeg()).isEqualTo(-104.25);
            assertThat(fix.altitudeM()).isEqualTo(512);
            assertThat(fix.satellites()).isEqualTo(14);
            LevelReading reading = level.get(10, TimeUnit.SECONDS);
            assertThat(reading.offsetHz()).isEqualTo(-250);
            assertThat(reading.fmDeviationHz()).isEqualTo(48_000);
            assertThat(reading.amDepthPercent()).isNaN();
        }
    }

    @Test
    void nobodyThereIsUnreachable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Eb200Address address = new Eb200Address("127.0.0.1", port);
        try (Eb200Receiver receiver =
                new Eb200Receiver(address, FM_BAND, Eb200Listener.NONE, "eb200", InstantSource.system())) {
            assertThatThrownBy(receiver::open)
                    .isInstanceOfSatisfying(
                            DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
                    .hasMessageContaining("control connection failed")
                    .hasMessageContaining("check the address");
        }
    }

    @Test
    void receiverThatGoesAwayEndsTheRows() throws Exception {
        Eb200Server server = Eb200Server.measuring(SOURCE);
        try (server;
                Eb200Receiver receiver = receiver(server, FM_BAND)) {
            receiver.open();
            receiver.take(PATIENCE);
            server.close();

            assertThatThrownBy(() -> {
                        while (receiver.take(PATIENCE) != null) {
                            // until what had arrived is taken
                        }
                    })
                    .isInstanceOfSatisfying(
                            DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
        }
    }

    /** The first rows may have been joined in the middle. */
    private static SpectrumRow whole(Eb200Receiver receiver) throws Exception {
        SpectrumRow row = receiver.take(PATIENCE);
        while (!row.suspect().isEmpty()) {
            row = receiver.take(PATIENCE);
        }
        return row;
    }

    private static boolean await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return condition.getAsBoolean();
    }

    private static Eb200Receiver receiver(Eb200Server server, PanoramaSettings settings) {
        return new Eb200Receiver(address(server), settings, Eb200Listener.NONE, "eb200", InstantSource.system());
    }

    private static Eb200Address address(Eb200Server server) {
        return new Eb200Address("127.0.0.1", server.port(), server.dataPort());
    }
}
