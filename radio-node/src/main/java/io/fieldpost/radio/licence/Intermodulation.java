package io.fieldpost.radio.licence;

import io.fieldpost.radio.detect.Emission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Looks for strong emissions whose product an emission can be: 2f₁ − f₂ and f₁ + f₂ − f₃ (third order), f₁ + f₂ and f₁ − f₂ (second),
 * 3f₁ − 2f₂ (fifth). Parents have {@value #STRONG_SNR_DB} dB of SNR and lie within {@value #STRONG_SPAN_DB} dB of the strongest; of those,
 * the {@value #MOST_PARENTS} strongest are tried.
 *
 * <p>A product fits when its centre lies within two cells, or a twentieth of the sum of the parents' bandwidths each as often as it
 * enters, and it isn't wider than that sum by more than a quarter; and when its level is at least {@value #BELOW_DB} dB below the weakest
 * parent ({@value #FIFTH_BELOW_DB} dB for the fifth order). When the receiver's intercept point is known, a third-order product must also
 * lie below what it predicts (2L₁ + L₂ − 2·IP₃, and 6 dB more for three parents) plus {@value #PREDICTION_MARGIN_DB} dB. Parents outside
 * the row aren't known, so second-order products are only found where both lie in it.
 *
 * <p>In a crowded band many channels are some product of something: the result is a suspicion, which the 3 dB test settles.
 */
final class Intermodulation {
    private static final double STRONG_SNR_DB = 40;
    private static final double STRONG_SPAN_DB = 20;
    private static final int MOST_PARENTS = 12;
    private static final double BELOW_DB = 30;
    private static final double FIFTH_BELOW_DB = 45;
    private static final double PREDICTION_MARGIN_DB = 6;
    private static final double THREE_PARENTS_DB = 6;

    private final List<Emission> parents;
    private final double cellHz;
    private final double interceptDb;

    Intermodulation(List<Emission> emissions, double cellHz, double interceptDb) {
        this.cellHz = cellHz;
        this.interceptDb = interceptDb;
        double strongest =
                emissions.stream().mapToDouble(Emission::levelDb).max().orElse(0);
        this.parents = emissions.stream()
                .filter(emission ->
                        emission.snrDb() >= STRONG_SNR_DB && emission.levelDb() >= strongest - STRONG_SPAN_DB)
                .sorted(Comparator.comparingDouble(Emission::levelDb).reversed())
                .limit(MOST_PARENTS)
                .toList();
    }

    /** The product of the fewest and lowest orders that fits, or null. */
    @Nullable
    Product explanation(Emission weak) {
        List<Emission> others = new ArrayList<>(parents);
        others.removeIf(parent -> parent.id().equals(weak.id()));
        Product found = pairs(others, weak, 2, -1, 3);
        found = found == null ? pairs(others, weak, 1, 1, 2) : found;
        found = found == null ? pairs(others, weak, 1, -1, 2) : found;
        found = found == null ? triples(others, weak) : found;
        return found == null ? pairs(others, weak, 3, -2, 5) : found;
    }

    private @Nullable Product pairs(List<Emission> strong, Emission weak, int times, int otherTimes, int order) {
        for (Emission a : strong) {
            for (Emission b : strong) {
                if (a != b && fits(weak, order, List.of(a, b), times, otherTimes)) {
                    return product(order, List.of(a, b), times, otherTimes);
                }
            }
        }
        return null;
    }

    private @Nullable Product triples(List<Emission> strong, Emission weak) {
        for (int i = 0; i < strong.size(); i++) {
            for (int j = i + 1; j < strong.size(); j++) {
                for (Emission c : strong) {
                    List<Emission> three = List.of(strong.get(i), strong.get(j), c);
                    if (c != strong.get(i) && c != strong.get(j) && fits(weak, 3, three, 1, 1, -1)) {
                        return product(3, three, 1, 1, -1);
                    }
                }
            }
        }
        return null;
    }

    private boolean fits(Emission weak, int order, List<Emission> strong, int... times) {
        double width = 0;
        double weakest = Double.POSITIVE_INFINITY;
        double predicted = -2 * interceptDb + (strong.size() == 3 ? THREE_PARENTS_DB : 0);
        for (int i = 0; i < times.length; i++) {
            width += Math.abs(times[i]) * strong.get(i).bandwidthHz();
            weakest = Math.min(weakest, strong.get(i).levelDb());
            predicted += Math.abs(times[i]) * strong.get(i).levelDb();
        }
        double toleranceHz = Math.max(2 * cellHz, width / 20);
        boolean placed = Math.abs(frequency(strong, times) - weak.centerHz()) <= toleranceHz;
        boolean narrow = weak.bandwidthHz() <= 1.25 * width + 2 * cellHz;
        boolean weakEnough = weak.levelDb() <= weakest - (order == 5 ? FIFTH_BELOW_DB : BELOW_DB);
        // Not-a-number, for an intercept point that is not known, is never exceeded.
        boolean tooStrong = order == 3 && weak.levelDb() > predicted + PREDICTION_MARGIN_DB;
        return placed && narrow && weakEnough && !tooStrong;
    }

    private static double frequency(List<Emission> strong, int... times) {
        double sum = 0;
        for (int i = 0; i < times.length; i++) {
            sum += times[i] * strong.get(i).centerHz();
        }
        return Math.abs(sum);
    }

    private static Product product(int order, List<Emission> strong, int... times) {
        StringBuilder formula = new StringBuilder();
        for (int i = 0; i < times.length; i++) {
            String sign = times[i] < 0 ? " − " : i == 0 ? "" : " + ";
            String count = Math.abs(times[i]) == 1 ? "" : Math.abs(times[i]) + "·";
            formula.append(sign)
                    .append(count)
                    .append(String.format(Locale.ROOT, "%.3f", strong.get(i).centerHz() / 1e6));
        }
        return new Product(
                order,
                formula.append(" MHz").toString(),
                frequency(strong, times),
                strong.stream().map(Emission::id).toList());
    }
}
