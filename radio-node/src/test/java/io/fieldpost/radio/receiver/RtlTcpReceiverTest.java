package io.fieldpost.radio.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverException;
import io.fieldpost.radio.simulation.RtlTcpServer;
import io.fieldpost.radio.simulation.Station;
import io.fieldpost.radio.simulation.Tones;
import io.netty.buffer.ByteBufUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RtlTcpReceiverTest {
    private static final long RATE = 1_000_000;
    private static final Tones BAND = new Tones(List.of(new Station("a", 100_000_000, -10)), -95);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RtlTcpServer server = RtlTcpServer.serving(BAND, RtlTcpServer.Pace.REAL_TIME);
    private final RtlTcpReceiver receiver =
            new RtlTcpReceiver(RtlTcpAddress.parse(server.uri()), "test-receiver", System::nanoTime);

    @AfterEach
    void close() {
        receiver.close();
        server.close();
    }

    /** Bytes worked out from rtl_tcp.h: a byte of command, 32 bits of argument, big-endian. */
    @Test
    void everySettingIsSentAsTheProtocolHasIt() throws Exception {
        receiver.open(new ReceiverSetup(RATE, new Gain.Fixed(281), -12)
                .withAgc(true)
                .withBiasTee(true)
                .withDirectSampling(DirectSampling.Q)
                .withTunerBandwidthHz(300_000));
        receiver.tune(5_800_000_000L);
        receiver.command(RtlTcpCommand.INTERMEDIATE_GAIN, RtlTcpCommand.intermediateGain(3, -30));
        receiver.command(RtlTcpCommand.TUNER_GAIN_INDEX, 28);

        assertThat(commands(13))
                .containsExactly(
                        "02000f4240", // 1 MHz
                        "05fffffff4", // -12 ppm
                        "0900000002",
                        "0a00000000",
                        "40000493e0",
                        "0800000001",
                        "0300000001",
                        "0400000118", // 28.0 dB, the nearest to 28.1
                        "0e00000001",
                        "5600000001", // 5.8 GHz is 0x1_59B4_FA00
                        "0159b4fa00",
                        "060003ffe2",
                        "0d0000001c");
        assertThat(receiver.gainTenthsOfDb()).isEqualTo(OptionalInt.of(280));
    }

    @Test
    void argumentOutsideACommandsRangeIsRefused() throws Exception {
        receiver.open(new ReceiverSetup(RATE, new Gain.Automatic(), 0));

        assertThat(receiver.gainTenthsOfDb()).isEmpty();
        assertThatThrownBy(() -> receiver.command(RtlTcpCommand.DIRECT_SAMPLING, 3))
                .hasMessage("argument of DIRECT_SAMPLING is not between 0 and 2: 3");
        assertThatThrownBy(() -> RtlTcpCommand.intermediateGain(7, 0)).hasMessageContaining("stages are 1 to 6");
    }

    @Test
    void offsetTuningIsRefusedWhereTheTunerHasNone() {
        assertThatThrownBy(() -> receiver.open(new ReceiverSetup(RATE, new Gain.Automatic(), 0).withOffsetTuning(true)))
                .isInstanceOfSatisfying(
                        DriverException.class,
                        e -> assertThat(e.reason()).isEqualTo(DriverException.Reason.CONFIGURATION))
                .hasMessageContaining("tuner R820T has no offset tuning");
    }

    @Test
    void nearestGainIsThatOfTheTunersTable() {
        assertThat(GainTable.of("R828D")).contains(GainTable.R82XX);
        assertThat(GainTable.R82XX.steps()).isEqualTo(29);
        assertThat(GainTable.R82XX.nearestIndex(9999)).isEqualTo(28);
        assertThat(GainTable.R82XX.tenthsOfDb(GainTable.R82XX.nearestIndex(82))).isEqualTo(77);
        assertThat(GainTable.E4000.tenthsOfDb(GainTable.E4000.nearestIndex(-50)))
                .isEqualTo(-10);
        assertThat(GainTable.of("FC0013")).isEmpty();
    }

    @Test
    void counterOfTestModeFindsNoLossWhereThereIsNone() throws Exception {
        // So slow that two seconds fit in between: what a busy machine keeps from the test is no loss on the way.
        receiver.open(new ReceiverSetup(250_000, new Gain.Automatic(), 0));
        AtomicInteger blocks = new AtomicInteger();
        TestModeResult result = receiver.countLostInTestMode(PATIENCE, () -> blocks.incrementAndGet() > 60);

        assertThat(result.bytes()).isPositive();
        assertThat(result.gaps()).isZero();
        assertThat(commands(10)).contains("0700000001").endsWith("0700000000");
    }

    @Test
    void counterThatJumpsIsALossOfAtLeastTheJump() {
        CounterCheck check = new CounterCheck();
        byte[] noise = {3, 1, 4, 1, 5, 9, 2, 6};
        check.accept(noise, noise.length);
        check.accept(counter(0, 2000), 2000);
        check.accept(counter(2000 + 300, 1000), 1000);

        assertThat(check.result().gaps()).isEqualTo(1);
        assertThat(check.result().leastBytesLost()).isEqualTo(300 - 256);
        assertThat(check.result().bytes()).isBetween(1900L, 2000L);
    }

    private static byte[] counter(int from, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    /** Waits, by taking samples, until so many commands have arrived. */
    private List<String> commands(int count) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (server.commands().size() < count && System.nanoTime() < end) {
            receiver.release(receiver.take(PATIENCE));
        }
        List<String> hex = new ArrayList<>();
        server.commands().forEach(command -> hex.add(ByteBufUtil.hexDump(command)));
        return hex;
    }
}
