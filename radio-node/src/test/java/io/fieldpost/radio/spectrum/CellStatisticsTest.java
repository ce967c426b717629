package io.fieldpost.radio.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against powers that are kept and sorted. */
class CellStatisticsTest {
    private static final List<Statistic> ASKED =
            List.of(Statistic.MIN, Statistic.MAX, Statistic.MEDIAN, Statistic.parse("p90"), Statistic.parse("p10"));

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 481, 482, 1500, 9000})
    void quantileOfNoiseIsWithinItsBoundOfTheSortedOne(int cells) {
        PowerHistogram histogram = new PowerHistogram(cells);
        Random random = new Random(cells);
        int frames = 300;
        float[] powers = new float[frames];
        for (int i = 0; i < frames; i++) {
            // Over 120 dB, so that every part of an octave is met.
            powers[i] = (float) (Math.pow(10, -12 * random.nextDouble()) * -Math.log(1 - random.nextDouble()));
        }
        histogram.add(cells - 1, powers, frames);
        Arrays.sort(powers);

        for (int rank = 1; rank <= frames; rank++) {
            double error = 10 * Math.log10(histogram.quantile(cells - 1, rank) / powers[rank - 1]);
            assertThat(error).as("rank %d", rank).isBetween(-histogram.errorDb(), histogram.errorDb());
        }
        assertThat(histogram.errorDb()).isLessThan(cells < 482 ? 0.14 : cells < 9000 ? 0.52 : 0.97);
    }

    @Test
    void powerOfNothingAndPowerBeyondTheRangeDoNotFail() {
        PowerHistogram histogram = new PowerHistogram(1);
        histogram.add(0, new float[] {0, Float.MIN_VALUE, Float.MAX_VALUE, Float.POSITIVE_INFINITY}, 4);

        assertThat(histogram.quantile(0, 1)).isLessThan(1e-19);
        assertThat(histogram.quantile(0, 4)).isBetween(15.0, 16.0);
    }

    @Test
    void statisticsAreOfTheSumOfBinsInEachFrame() {
        int size = 64;
        int stride = 16;
        // A cell is four bins, so its outer two lie half in it.
        CellStatistics statistics = new CellStatistics(new CellPower(size, 64_000, 4000), 5, 0.25, ASKED);
        HopPlan.Hop hop = new HopPlan.Hop(0, 0, 5, -2);
        statistics.begin(hop);
        Random random = new Random(5);
        double[][] powers = new double[5][3 * stride];
        for (int batch = 0; batch < 3; batch++) {
            float[] power = new float[size * stride];
            for (int i = 0; i < power.length; i++) {
                power[i] = (float) -Math.log(1 - random.nextDouble());
            }
            statistics.accept(power, stride, stride);
            for (int cell = 0; cell < 5; cell++) {
                for (int f = 0; f < stride; f++) {
                    int center = 4 * (cell - 2);
                    for (int k = -2; k <= 2; k++) {
                        double share = Math.abs(k) == 2 ? 0.5 : 1;
                        powers[cell][batch * stride + f] +=
                                0.25 * share * power[(center + k + size) % size * stride + f];
                    }
                }
            }
        }
        for (int cell = 0; cell < 5; cell++) {
            Arrays.sort(powers[cell]);
            assertThat(statistics.of(Statistic.MIN, cell)).isEqualTo(powers[cell][0], within(1e-5));
            assertThat(statistics.of(Statistic.MAX, cell)).isEqualTo(powers[cell][47], within(1e-4));
            assertThat(decibels(statistics.of(Statistic.MEDIAN, cell)))
                    .isEqualTo(decibels(powers[cell][23]), within(0.14));
            // 0.9 · 48 = 43.2 and 0.1 · 48 = 4.8: the 44th and the 5th.
            assertThat(decibels(statistics.of(Statistic.parse("p90"), cell)))
                    .isEqualTo(decibels(powers[cell][43]), within(0.14));
            assertThat(decibels(statistics.of(Statistic.parse("p10"), cell)))
                    .isEqualTo(decibels(powers[cell][4]), within(0.14));
        }
    }

    @Test
    void nextHopBeginsWithNothing() {
        CellStatistics statistics = new CellStatistics(new CellPower(64, 64_000, 4000), 5, 1, ASKED);
        float[] power = new float[64];
        // Of the first hop there must be no trace in the second, whose powers lie on both sides of it.
        for (float[] levels : new float[][] {{3, 3, 3, 3, 3, 3, 3, 3, 3, 3}, {1, 2, 4, 8, 16}}) {
            statistics.begin(new HopPlan.Hop(0, 0, 5, -2));
            for (float level : levels) {
                Arrays.fill(power, level / 4);
                statistics.accept(power, 1, 1);
            }
        }

        assertThat(statistics.of(Statistic.MIN, 2)).isEqualTo(1, within(1e-5));
        assertThat(statistics.of(Statistic.MAX, 2)).isEqualTo(16, within(1e-5));
        assertThat(decibels(statistics.of(Statistic.MEDIAN, 2))).isEqualTo(decibels(4), within(0.14));
    }

    private static double decibels(double power) {
        return 10 * Math.log10(power);
    }
}
