package io.fieldpost.radio.demodulation;

import java.util.ArrayList;
import java.util.List;

/** Into which steps a decimation is split so that the least is multiplied. Every step keeps aliases out of the final filter's reach. */
final class DecimationPlan {
    private final double passHz;
    private final double stopHz;

    DecimationPlan(double passHz, double stopHz) {
        this.passHz = passHz;
        this.stopHz = stopHz;
    }

    /** Factors in order, for a stream of {@code rateHz}. */
    List<Integer> factors(double rateHz, int decimation) {
        List<Integer> best = List.of(decimation);
        double least = cost(rateHz, best);
        for (int first = 2; first < decimation; first++) {
            if (decimation % first != 0) {
                continue;
            }
            List<Integer> split = new ArrayList<>(List.of(first));
            split.addAll(factors(rateHz / first, decimation / first));
            double cost = cost(rateHz, split);
            if (cost < least) {
                least = cost;
                best = split;
            }
        }
        return best;
    }

    /** Where a step's stop band begins: the last one's is the channel's own, the others' is what would fold into it. */
    double stopEdgeHz(double outputRateHz, boolean last) {
        return last ? stopHz : outputRateHz - stopHz;
    }

    private double cost(double rateHz, List<Integer> factors) {
        double cost = 0;
        double rate = rateHz;
        for (int i = 0; i < factors.size(); i++) {
            double out = rate / factors.get(i);
            double stop = stopEdgeHz(out, i == factors.size() - 1);
            if (stop <= passHz) {
                return Double.POSITIVE_INFINITY;
            }
            // Dealing samples into phases costs about as much as two taps.
            cost += out * LowPass.length(passHz, Math.min(stop, rate / 2), rate) + 2 * rate;
            rate = out;
        }
        return cost;
    }
}
