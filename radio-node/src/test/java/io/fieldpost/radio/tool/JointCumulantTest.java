package io.fieldpost.radio.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lines of one tone over whole periods, so that moments are those worked out on paper. */
class JointCumulantTest {
    private static final int SAMPLES = 4_096;
    private static final int PERIOD = 64;
    private static final int PIECES = 8;
    private static final int LINES = 8;

    private final Random random = new Random(1);

    @Test
    void frequencyModulationIsRelatedByMinusOneWhereverItIsCut() {
        for (double index : new double[] {0.3, 1, 2.4, 5}) {
            for (int cut = -1; cut <= 2; cut++) {
                double[] part = new double[2 * LINES + 1];
                double[] whole = new double[2 * LINES + 1];
                for (int line = -LINES; line <= LINES; line++) {
                    whole[line + LINES] = bessel(line, index);
                    part[line + LINES] = line < cut ? bessel(line, index) : 0;
                }
                JointCumulant cumulant = new JointCumulant(0, 0);
                addLines(cumulant, part, whole, 0);
                assertThat(cumulant.kinship()).isEqualTo(-1, within(0.02));
                assertThat(cumulant.isCertain()).isTrue();
            }
        }
    }

    @Test
    void aCarrierIsRelatedToBothItsSidebandsByPlusOne() {
        assertThat(amplitude(0.1)).isEqualTo(1, within(0.01));
        // ½ over 2 · 1.25 · 0.25.
        assertThat(amplitude(1)).isEqualTo(0.8, within(0.01));
    }

    private double amplitude(double depth) {
        double[] whole = new double[2 * LINES + 1];
        whole[LINES - 1] = depth / 2;
        whole[LINES] = 1;
        whole[LINES + 1] = depth / 2;
        double[] part = whole.clone();
        part[LINES + 1] = 0;
        JointCumulant cumulant = new JointCumulant(0, 0);
        addLines(cumulant, part, whole, 0);
        assertThat(cumulant.isCertain()).isTrue();
        return cumulant.kinship();
    }

    @Test
    void noiseLeavesItAsItIs() {
        double[] whole = new double[2 * LINES + 1];
        for (int line = -LINES; line <= LINES; line++) {
            whole[line + LINES] = bessel(line, 1);
        }
        double[] part = whole.clone();
        Arrays.fill(part, LINES + 1, part.length, 0);
        JointCumulant cumulant = new JointCumulant(0.2, 0.2);
        addLines(cumulant, part, whole, 0.2);
        assertThat(cumulant.kinship()).isEqualTo(-1, within(0.1));
        assertThat(cumulant.isCertain()).isTrue();
    }

    @Test
    void signalsOfTwoSendersAreNotRelated() {
        JointCumulant cumulant = new JointCumulant(0, 0);
        for (int piece = 0; piece < PIECES; piece++) {
            PieceSignal one = empty();
            PieceSignal both = empty();
            double phase = 7 * random.nextDouble();
            for (int i = 0; i < SAMPLES; i++) {
                double t = 2 * Math.PI * i / PERIOD;
                double envelope = 1 + 0.8 * Math.sin(0.31 * t + phase);
                add(one, i, envelope, 0.2 * t);
                both.re()[i] = one.re()[i];
                both.im()[i] = one.im()[i];
                add(both, i, 0.5, 7 * t + 2 * Math.sin(0.77 * t + 2 * phase));
            }
            cumulant.accept(empty(), one, both);
        }
        assertThat(cumulant.kinship()).isEqualTo(0, within(0.05));
    }

    /** A gain that both have passed makes them no one's. */
    @Test
    void powersThatRiseTogetherAreNoRelation() {
        JointCumulant cumulant = new JointCumulant(0, 0);
        for (int piece = 0; piece < PIECES; piece++) {
            PieceSignal one = empty();
            PieceSignal both = empty();
            for (int i = 0; i < SAMPLES; i++) {
                double t = 2 * Math.PI * i / PERIOD;
                double gain = i < SAMPLES / 2 ? 1 : 0.1;
                add(one, i, gain, 0);
                add(both, i, gain, 0);
                add(both, i, gain, 5.3 * t + piece);
            }
            cumulant.accept(empty(), one, both);
        }
        assertThat(cumulant.kinship()).isEqualTo(0, within(0.01));
    }

    private void addLines(JointCumulant cumulant, double[] part, double[] whole, double noise) {
        for (int piece = 0; piece < PIECES; piece++) {
            double phase = 7 * random.nextDouble();
            PieceSignal one = empty();
            PieceSignal both = empty();
            for (int i = 0; i < SAMPLES; i++) {
                for (int line = 0; line < whole.length; line++) {
                    double angle = 2 * Math.PI * (line - LINES) * i / PERIOD + (line - LINES) * phase;
                    add(one, i, part[line], angle);
                    add(both, i, whole[line], angle);
                }
                double re = Math.sqrt(noise / 2) * random.nextGaussian();
                double im = Math.sqrt(noise / 2) * random.nextGaussian();
                one.re()[i] += (float) re;
                one.im()[i] += (float) im;
                both.re()[i] += (float) (re + Math.sqrt(noise / 2) * random.nextGaussian());
                both.im()[i] += (float) (im + Math.sqrt(noise / 2) * random.nextGaussian());
            }
            cumulant.accept(empty(), one, both);
        }
    }

    private static PieceSignal empty() {
        return new PieceSignal(new float[SAMPLES], new float[SAMPLES]);
    }

    private static void add(PieceSignal to, int i, double amplitude, double angle) {
        to.re()[i] += (float) (amplitude * Math.cos(angle));
        to.im()[i] += (float) (amplitude * Math.sin(angle));
    }

    /** Of the first kind, by its integral. */
    private static double bessel(int order, double x) {
        double sum = 0;
        int steps = 256;
        for (int i = 0; i < steps; i++) {
            double angle = 2 * Math.PI * i / steps;
            sum += Math.cos(order * angle - x * Math.sin(angle));
        }
        return sum / steps;
    }
}
