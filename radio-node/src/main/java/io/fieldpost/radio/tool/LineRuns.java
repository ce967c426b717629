package io.fieldpost.radio.tool;

/** Finds the neighbours of a stretch that are related to it at each place where they could be cut. One thread. */
final class LineRuns {
    /** In the middle between 0 and what either kind of modulation gives. */
    private static final double RELATED = 0.5;

    private final LineSignals signals;
    private final double[] noise;

    /** @param noise power in the stretches before each, and in all */
    LineRuns(LineSignals signals, double[] noise) {
        this.signals = signals;
        this.noise = noise;
    }

    /**
     * From all stretches, what lies beyond a place without relation is taken off until there is no such place: the nearest first, where
     * relation is not more than chance; then the place of the least. Others farther out make a relation look less, and never more.
     *
     * @param seed the strongest stretch
     */
    Stretch around(int seed) {
        Stretch run = new Stretch(0, signals.lines());
        int cut = unrelated(run, seed);
        while (cut > 0) {
            run = cut > seed ? new Stretch(run.from(), cut) : new Stretch(cut, run.to());
            cut = unrelated(run, seed);
        }
        return run;
    }

    /** The first stretch above the place; 0 for none. */
    private int unrelated(Stretch run, int seed) {
        double least = RELATED;
        int found = 0;
        for (int away = 0; away < run.width(); away++) {
            for (int cut : new int[] {seed + 1 + away, seed - away}) {
                if (cut > run.from() && cut < run.to()) {
                    double relation = relation(run, cut);
                    if (relation == 0) {
                        return cut;
                    }
                    found = relation < least ? cut : found;
                    least = Math.min(least, relation);
                }
            }
        }
        return found;
    }

    /** Kinship without its sign; 0 when it may be chance. */
    private double relation(Stretch run, int cut) {
        JointCumulant cumulant = new JointCumulant(noise[cut] - noise[run.from()], noise[run.to()] - noise[cut]);
        for (int piece = 0; piece < signals.pieces(); piece++) {
            cumulant.accept(
                    signals.below(piece, run.from()), signals.below(piece, cut), signals.below(piece, run.to()));
        }
        return cumulant.isCertain() ? Math.abs(cumulant.kinship()) : 0;
    }
}
