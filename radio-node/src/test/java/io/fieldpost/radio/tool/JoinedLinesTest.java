package io.fieldpost.radio.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.classify.Modulation;
import io.fieldpost.radio.measure.SignalMeasure;
import io.fieldpost.radio.recording.RecordedSamples;
import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.simulation.FmBroadcast;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One emission stays one and two stay two, at the resolution that the survey takes by itself: bins of 488 Hz for what is steady. */
class JoinedLinesTest {
    private static final double RATE = 500_000;
    private static final int SAMPLES = 120_000;
    private static final double NOISE_DBFS_PER_HZ = -105;

    @TempDir
    Path folder;

    private final Baseband samples = new Baseband(new float[SAMPLES], new float[SAMPLES], RATE, 0);

    /** What a tone leaves of a carrier is a row of lines whose powers are Bessel functions squared; the width holds 99 % of them. */
    @Test
    void aToneOfAnyPitchLeavesAFrequencyModulatedCarrierOneEmission() throws Exception {
        oneOf(100, 2_500, 0, 5_400);
        oneOf(1_000, 2_500, 0, 8_000);
        oneOf(5_000, 2_500, 0, 10_000);
        oneOf(15_000, 2_500, 0, 30_000);
        oneOf(100, 75_000, 0, 150_400);
        oneOf(1_000, 75_000, 0, 154_000);
        oneOf(5_000, 75_000, 0, 170_000);
        oneOf(15_000, 75_000, 0, 180_000);
    }

    @Test
    void aPilotLeavesAStationOneEmission() throws Exception {
        oneOf(1_000, 67_500, 7_500, 162_000);
        oneOf(15_000, 67_500, 7_500, 180_000);
        // Silence: the carrier and the pilot's two lines.
        oneOf(0, 0, 7_500, 38_000);
    }

    private void oneOf(double toneHz, double deviationHz, double pilotHz, double widthHz) throws Exception {
        clear();
        fm(20_000, -12, t -> deviationHz * sine(toneHz, t) + pilotHz * sine(19_000, t));
        List<FoundEmission> found = found();
        assertThat(found)
                .as("tone of %s Hz, deviation %s Hz", toneHz, deviationHz)
                .hasSize(1);
        SignalMeasure signal = found.get(0).signal();
        assertThat(signal.centerHz()).isEqualTo(100_020_000, within(200 + 0.005 * widthHz));
        assertThat(signal.occupiedHz()).isEqualTo(widthHz, within(400 + 0.03 * widthHz));
        assertThat(signal.levelDb()).isEqualTo(-12, within(0.3));
    }

    @Test
    void aCarrierWithItsSidebandsIsOneEmission() throws Exception {
        sidebandsOf(1_000, 0.8);
        sidebandsOf(5_000, 0.3);
        sidebandsOf(15_000, 0.3);
        sidebandsOf(15_000, 1);
    }

    private void sidebandsOf(double toneHz, double depth) throws Exception {
        clear();
        add(20_000, -12, t -> 1 + depth * sine(toneHz, t), t -> 0);
        List<FoundEmission> found = found();
        assertThat(found).as("tone of %s Hz", toneHz).hasSize(1);
        assertThat(found.get(0).signal().occupiedHz()).isEqualTo(2 * toneHz, within(0.1 * toneHz + 400));
        assertThat(Objects.requireNonNull(found.get(0).classification()).modulation())
                .isEqualTo(Modulation.AM);
    }

    @Test
    void keyingBetweenTwoFrequenciesIsOneEmission() throws Exception {
        for (double spacing : new double[] {20_000, 60_000}) {
            for (double rate : new double[] {50, 1_200}) {
                clear();
                DoubleUnaryOperator keyed = keyed(rate, spacing);
                fm(20_000, -12, keyed);
                List<FoundEmission> found = found();
                assertThat(found).as("%s Bd, %s Hz apart", rate, spacing).hasSize(1);
                assertThat(found.get(0).signal().occupiedHz()).isEqualTo(spacing, within(0.1 * spacing + 3 * rate));
            }
        }
    }

    @Test
    void carriersStayAsManyAsTheyAre() throws Exception {
        fm(20_000, -20, t -> 0);
        assertThat(found()).hasSize(1);
        for (double apart : new double[] {5_000, 12_500, 25_000, 60_000}) {
            clear();
            fm(20_000, -20, t -> 0);
            fm(20_000 + apart, -20, t -> 0);
            List<FoundEmission> found = found();
            assertThat(found).as("%s Hz apart", apart).hasSize(2);
            assertThat(found).allSatisfy(each -> {
                assertThat(each.signal().occupiedHz()).isLessThan(500);
                assertThat(each.signal().levelDb()).isEqualTo(-20, within(0.3));
            });
        }
    }

    @Test
    void neighboursInNarrowChannelsStayTwo() throws Exception {
        for (double apart : new double[] {12_500, 25_000}) {
            for (double levelDbfs : new double[] {-20, -40}) {
                clear();
                fm(20_000, -20, t -> 2_400 * sine(1_000, t));
                fm(20_000 + apart, levelDbfs, t -> 2_000 * sine(770, t));
                List<FoundEmission> found = found();
                assertThat(found).as("%s Hz apart, %s dBFS", apart, levelDbfs).hasSize(2);
                assertThat(found.get(1).signal().centerHz()).isEqualTo(100_020_000 + apart, within(200.0));
                assertThat(found.get(1).signal().levelDb()).isEqualTo(levelDbfs, within(0.5));
            }
        }
    }

    /** Both fall into lines, or only the strong one. */
    @Test
    void aStationBesideAWeakerOneStaysTwo() throws Exception {
        fm(-90_000, -10, t -> 60_000 * sine(15_000, t) + 7_500 * sine(19_000, t));
        fm(110_000, -30, t -> 55_000 * sine(13_050, t) + 7_500 * sine(19_001, t));
        assertTwo(-90_000, -10, 110_000, -30);
        clear();
        fm(-90_000, -10, t -> 60_000 * sine(15_000, t));
        fm(70_000, -30, t -> 0);
        assertTwo(-90_000, -10, 70_000, -30);
    }

    private void assertTwo(double firstHz, double firstDbfs, double secondHz, double secondDbfs) throws Exception {
        List<FoundEmission> found = found();
        assertThat(found).hasSize(2);
        assertThat(found.get(0).signal().centerHz()).isEqualTo(100_000_000 + firstHz, within(1_000.0));
        assertThat(found.get(0).signal().levelDb()).isEqualTo(firstDbfs, within(0.3));
        assertThat(found.get(0).signal().occupiedHz()).isEqualTo(155_000, within(8_000.0));
        assertThat(found.get(1).signal().centerHz()).isEqualTo(100_000_000 + secondHz, within(3_000.0));
        assertThat(found.get(1).signal().levelDb()).isEqualTo(secondDbfs, within(0.5));
    }

    @Test
    void aBurstInLinesIsOneAndBurstsAtTheSameTimeAreNot() throws Exception {
        fm(20_000, -12, t -> 60_000 * sine(15_000, t));
        keep(0.1, 0.2);
        assertThat(found()).hasSize(1);
        clear();
        fm(20_000, -12, keyed(600, 80_000));
        keep(0.1, 0.2);
        assertThat(found()).hasSize(1);
        clear();
        fm(-40_000, -20, t -> 0);
        fm(0, -20, t -> 0);
        fm(40_000, -26, t -> 2_000 * sine(1_000, t));
        keep(0.1, 0.2);
        assertThat(found()).hasSize(3);
    }

    private List<FoundEmission> found() throws Exception {
        FmBroadcast.addNoise(samples, Math.pow(10, NOISE_DBFS_PER_HZ / 10) * RATE, 5);
        Path file = Files.write(folder.resolve("lines_100M_500k.cu8"), FmBroadcast.cu8(samples));
        try (SampleReader reader = new SampleReader(RecordedSamples.of(file, RecordedSamples.Hints.NONE))) {
            return new RecordingSurvey(reader, null, () -> false).emissions();
        }
    }

    private void fm(double offsetHz, double levelDbfs, DoubleUnaryOperator deviationHz) {
        add(offsetHz, levelDbfs, t -> 1, deviationHz);
    }

    private void add(double offsetHz, double levelDbfs, DoubleUnaryOperator envelope, DoubleUnaryOperator deviationHz) {
        double amplitude = Math.pow(10, levelDbfs / 20);
        double turns = 0.1;
        for (int i = 0; i < samples.length(); i++) {
            double a = amplitude * envelope.applyAsDouble(i / RATE);
            samples.re()[i] += (float) (a * Math.cos(2 * Math.PI * turns));
            samples.im()[i] += (float) (a * Math.sin(2 * Math.PI * turns));
            turns += (offsetHz + deviationHz.applyAsDouble(i / RATE)) / RATE;
            turns -= Math.floor(turns);
        }
    }

    private static double sine(double hz, double t) {
        return Math.sin(2 * Math.PI * hz * t);
    }

    private static DoubleUnaryOperator keyed(double rateHz, double spacingHz) {
        boolean[] bits = new boolean[2_000];
        Random random = new Random(1);
        for (int i = 0; i < bits.length; i++) {
            bits[i] = random.nextBoolean();
        }
        return t -> bits[(int) (t * rateHz)] ? spacingHz / 2 : -spacingHz / 2;
    }

    private void keep(double fromSeconds, double toSeconds) {
        for (int i = 0; i < samples.length(); i++) {
            if (i < fromSeconds * RATE || i >= toSeconds * RATE) {
                samples.re()[i] = 0;
                samples.im()[i] = 0;
            }
        }
    }

    private void clear() {
        Arrays.fill(samples.re(), 0);
        Arrays.fill(samples.im(), 0);
    }
}
