package io.fieldpost.radio.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.simulation.SpyServer;
import io.fieldpost.radio.simulation.Station;
import io.fieldpost.radio.simulation.SynthesisedBand;
import io.fieldpost.radio.simulation.Tones;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpyServerReceiverTest {
    /** −26 dBFS at the nominal gain. */
    private static final Tones BAND = new Tones(
            List.of(new Station("a", 100_100_000, -26 - SynthesisedBand.NOMINAL_GAIN_DB)),
            -100 - SynthesisedBand.NOMINAL_GAIN_DB);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MESSAGE_SAMPLES = 3000;

    /** So few that two seconds of them fit between server and test: what a busy machine keeps from the test would be a loss too. */
    private static final long SLOW_RATE_HZ = 240_000;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Test
    void eightBitSamplesComeAtTheHighestRateAndTheServerIsSetAsAsked() throws Exception {
        SpyServer server = server(SpyServer.Device.rtlSdr());
        SpyServerReceiver receiver = receiver(server);
        assertThat(receiver.open(new ReceiverSetup(2_400_000, new Gain.Fixed(281), 0)))
                .isEqualTo("SpyServer RTL-SDR beef");
        receiver.tune(100_000_000);

        takeUntil(receiver, () -> server.told().contains("101=100000000"));

        assertThat(tuned(receiver)).isEqualTo(SampleFormat.CU8);
        // 28.0 dB, the nearest to 28.1, is step 15 of the tuner's.
        assertThat(server.told())
                .startsWith("hello=Fieldpost", "0=1", "100=1", "102=0", "103=0", "2=15", "1=1")
                .contains("ping", "101=100000000");
        assertThat(receiver.gainTenthsOfDb()).isEqualTo(OptionalInt.of(280));
        assertThat(receiver.fixedCenterHz()).isEmpty();
    }

    @Test
    void decimatedSamplesHaveSixteenBitsAndTheSameLevel() throws Exception {
        SpyServerReceiver receiver = receiver(server(SpyServer.Device.rtlSdr()));
        receiver.open(new ReceiverSetup(600_000, new Gain.Automatic(), 0));
        receiver.tune(100_000_000);

        assertThat(tuned(receiver)).isEqualTo(SampleFormat.CS16);
    }

    @Test
    void messagesThatWereLeftOutAreCountedExactly() throws Exception {
        SpyServer server = server(new SpyServer.Device(3, SLOW_RATE_HZ, 8, 28, 8, 0, 24_000_000, 1_766_000_000, true));
        SpyServerReceiver receiver = receiver(server);
        receiver.open(new ReceiverSetup(SLOW_RATE_HZ, new Gain.Automatic(), 0));
        takeSome(receiver);
        assertThat(receiver.counters().dropped()).isZero();
        server.skip(7);
        long end = System.nanoTime() + PATIENCE.toNanos();
        long next = -1;
        boolean shortBlock = false;
        while ((receiver.counters().dropped() == 0 || !shortBlock) && System.nanoTime() < end) {
            SampleBlock block = receiver.take(PATIENCE);
            shortBlock |= block.length() < SampleBlock.BYTES;
            assertThat(next < 0 ? block.firstSample() : next).isEqualTo(block.firstSample());
            next = block.firstSample() + block.length() / 2;
            receiver.release(block);
        }

        assertThat(receiver.counters().dropped()).isEqualTo(7 * MESSAGE_SAMPLES);
        assertThat(shortBlock).as("block that ends at the hole").isTrue();
    }

    @Test
    void rateThatTheServerLacksIsRefusedWithThoseThatItHas() {
        SpyServerReceiver receiver = receiver(server(SpyServer.Device.rtlSdr()));

        assertThatThrownBy(() -> receiver.open(new ReceiverSetup(2_000_000, new Gain.Automatic(), 0)))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFIGURATION))
                .hasMessageContaining("set sample_rate to one of 2400000, 1200000, 600000");
    }

    @Test
    void settingThatAServerCantPassOnIsRefused() {
        SpyServerReceiver receiver = receiver(server(SpyServer.Device.rtlSdr()));

        assertThatThrownBy(() -> receiver.open(new ReceiverSetup(2_400_000, new Gain.Automatic(), 0).withBiasTee(true)))
                .hasMessageContaining("setting bias_tee can't be set through a SpyServer");
    }

    @Test
    void formatThatCantBeReadIsRefused() {
        SpyServerReceiver receiver = receiver(server(device(4, 90_000_000, 110_000_000, true)));

        assertThatThrownBy(() -> receiver.open(new ReceiverSetup(2_400_000, new Gain.Automatic(), 0)))
                .hasMessageContaining("SpyServer insists on sample format 4");
    }

    @Test
    void clientWithoutControlKeepsToTheOnlyCentreThatItIsLeft() throws Exception {
        SpyServer server = server(device(0, 100_000_000, 100_000_000, false));
        SpyServerReceiver receiver = receiver(server);
        receiver.open(new ReceiverSetup(2_400_000, new Gain.Fixed(100), 0));

        assertThat(receiver.fixedCenterHz()).isEqualTo(OptionalLong.of(100_000_000));
        assertThat(server.told()).noneMatch(setting -> setting.startsWith("2="));
        receiver.tune(433_920_000);
        assertThatThrownBy(() -> takeAll(receiver))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining("controlled by another client, which leaves 100000000 to 100000000 Hz");
    }

    @Test
    void deviceThatAnotherClientTakesAwayEndsTheStreamWithThatFact() throws Exception {
        SpyServer server = server(device(0, 99_000_000, 101_000_000, false));
        SpyServerReceiver receiver = receiver(server);
        receiver.open(new ReceiverSetup(2_400_000, new Gain.Automatic(), 0));
        receiver.tune(100_000_000);
        takeSome(receiver);
        server.retuneByAnother(432_000_000, 434_000_000);

        assertThatThrownBy(() -> takeAll(receiver))
                .hasMessageContaining("another client of the SpyServer tuned it to 433000000 Hz");
    }

    @Test
    void bytesThatAreNoMessageEndTheStream() throws Exception {
        SpyServer server = server(SpyServer.Device.rtlSdr());
        SpyServerReceiver receiver = receiver(server);
        receiver.open(new ReceiverSetup(2_400_000, new Gain.Automatic(), 0));
        server.garble();

        assertThatThrownBy(() -> takeAll(receiver))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PROTOCOL))
                .hasMessageContaining("not a SpyServer of protocol version 2");
    }

    private static SpyServer.Device device(int forcedFormat, long lowestHz, long highestHz, boolean inControl) {
        return new SpyServer.Device(1, 2_400_000, 8, 21, 12, forcedFormat, lowestHz, highestHz, inControl);
    }

    private SpyServer server(SpyServer.Device device) {
        SpyServer server = new SpyServer(BAND, device);
        opened.add(server);
        return server;
    }

    private SpyServerReceiver receiver(SpyServer server) {
        SpyServerReceiver receiver = (SpyServerReceiver)
                Receivers.of((SampleAddress) ReceiverAddress.parse(server.uri()), "test-spyserver", System::nanoTime);
        opened.add(receiver);
        return receiver;
    }

    private static void takeAll(Receiver receiver) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            receiver.release(receiver.take(PATIENCE));
        }
    }

    private static void takeUntil(Receiver receiver, BooleanSupplier enough) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!enough.getAsBoolean() && System.nanoTime() < end) {
            receiver.release(receiver.take(PATIENCE));
        }
    }

    private static void takeSome(Receiver receiver) throws Exception {
        for (int i = 0; i < 20; i++) {
            receiver.release(receiver.take(PATIENCE));
        }
    }

    /** Waits for the tone of −26 dBFS: blocks of before the tuning may still be on the way. What format it has. */
    private static SampleFormat tuned(Receiver receiver) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        double dbfs = 0;
        while (System.nanoTime() < end) {
            SampleBlock block = receiver.take(PATIENCE);
            SampleFormat format = block.format();
            dbfs = dbfs(block);
            receiver.release(block);
            if (dbfs > -27 && dbfs < -25) {
                return format;
            }
        }
        throw new AssertionError("no block of -26 dBFS came, the last one had " + dbfs);
    }

    private static double dbfs(SampleBlock block) {
        int samples = block.length() / block.format().bytesPerSample();
        float[] re = new float[samples];
        float[] im = new float[samples];
        block.format().decode(block.iq(), 0, samples, re, im, 0);
        double sum = 0;
        for (int n = 0; n < samples; n++) {
            sum += re[n] * re[n] + im[n] * im[n];
        }
        return 10 * Math.log10(sum / samples);
    }
}
