package io.fieldpost.radio.tool;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether two parts a and b of a spectrum, which share no frequency, are of one emission. Joint cumulants of what is independent are zero,
 * whatever its spectrum, and of noise they are zero too (J. M. Mendel, "Tutorial on higher-order statistics (spectra) in signal
 * processing and system theory", Proc. IEEE 79, 1991). The lowest that parts of different frequencies can have is the fourth, which is
 * read from their powers and their beat d = 2 Re ab*, where |a + b|² = |a|² + |b|² + d:
 *
 * <pre>  kinship = (cov(|a|², |b|²) + ½ cov(|a|² + |b|², d)) / (A B),   A and B the mean powers without the noise</pre>
 *
 * <ul>
 *   <li>0 for two emissions, however they are modulated.
 *   <li>−1 for an emission of constant envelope (any frequency modulation or keying, phase modulation), wherever it is cut: d then undoes
 *       what |a|² + |b|² does, so cov(|a|² + |b|², d) = −var d = −2 E|a|²|b|².
 *   <li>+1 for a carrier with both sidebands of a small amplitude modulation; 0.8 at a depth of 100 %.
 * </ul>
 *
 * <p>Powers that rise together add nothing: a common gain, or one timetable, does that to emissions of several senders. What it can't tell: a
 * carrier with one sideband is two lines like any other two, so are two sidebands without their carrier, and parts of a noise-like signal
 * are as independent as emissions are; three carriers at distances that are equal to less than the reciprocal of a piece are like
 * modulation, and what takes turns without a pause within a piece is like keying.
 *
 * <p>Moments are those of pieces, so what changes from piece to piece doesn't count. The deviation is the jackknife's over the pieces
 * (B. Efron, "The Jackknife, the Bootstrap and Other Resampling Plans", SIAM 1982). One thread.
 */
final class JointCumulant {
    private static final double SIGMAS = 4;

    private final double noiseA;
    private final double noiseB;
    private final List<Moments> pieces = new ArrayList<>();

    /**
     * @param noiseA power of the noise in the one part
     * @param noiseB in the other
     */
    JointCumulant(double noiseA, double noiseB) {
        this.noiseA = noiseA;
        this.noiseB = noiseB;
    }

    /** Moments of a piece, or the sum of several. */
    private record Moments(double powers, double beat, double product) {
        Moments plus(Moments other, int sign) {
            return new Moments(powers + sign * other.powers, beat + sign * other.beat, product + sign * other.product);
        }

        double kinship() {
            return (Math.min(0, powers) + beat / 2) / product;
        }
    }

    /** Takes a piece, as signals of what lies below both parts, of that and the one part, and of that and both. */
    void accept(PieceSignal below, PieceSignal cut, PieceSignal end) {
        int n = below.re().length;
        double a = 0;
        double b = 0;
        double d = 0;
        double ab = 0;
        double sd = 0;
        for (int i = 0; i < n; i++) {
            double one = square(cut.re()[i] - below.re()[i], cut.im()[i] - below.im()[i]);
            double other = square(end.re()[i] - cut.re()[i], end.im()[i] - cut.im()[i]);
            double beat = square(end.re()[i] - below.re()[i], end.im()[i] - below.im()[i]) - one - other;
            a += one;
            b += other;
            d += beat;
            ab += one * other;
            sd += (one + other) * beat;
        }
        double meanA = a / n;
        double meanB = b / n;
        pieces.add(new Moments(
                ab / n - meanA * meanB, sd / n - (meanA + meanB) * d / n, (meanA - noiseA) * (meanB - noiseB)));
    }

    private static double square(double re, double im) {
        return re * re + im * im;
    }

    /** About −1, 0 or 1. */
    double kinship() {
        return sum().kinship();
    }

    /** Whether it is more than chance makes. */
    boolean isCertain() {
        Moments sum = sum();
        double squares = 0;
        for (Moments piece : pieces) {
            double without = sum.plus(piece, -1).kinship() - sum.kinship();
            squares += without * without;
        }
        double deviation = Math.sqrt(squares * (pieces.size() - 1) / pieces.size());
        return sum.product > 0 && Math.abs(sum.kinship()) >= SIGMAS * deviation;
    }

    private Moments sum() {
        return pieces.stream().reduce(new Moments(0, 0, 0), (sum, piece) -> sum.plus(piece, 1));
    }
}
