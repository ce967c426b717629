package io.fieldpost.radio.detect;

/** How the level is found above which a cell is held to carry more than noise. */
public sealed interface Threshold {
    /**
     * The noise floor times the level that noise of the row's number of looks exceeds with a given probability: exact for Gaussian noise
     * whose floor is known. The floor comes from a {@link NoiseEstimate}; with the one of this package, this is the forward consecutive
     * mean excision method (FCME; Lehtomäki et al., IEEE Trans. Instrum. Meas. 56, 2007). The default: finds wide emissions as well as
     * narrow ones.
     *
     * @param falseAlarm the probability that a cell of noise exceeds it, in one row
     */
    record Fcme(double falseAlarm) implements Threshold {
        public Fcme {
            requireProbability(falseAlarm);
        }
    }

    /**
     * The mean of the cells on both sides times a factor that keeps the false-alarm rate whatever the floor is (CA-CFAR), exact for any
     * number of looks: the ratio of two Gamma variables. Follows floors that change within a few cells; emissions wider than the guard hide
     * themselves, and a strong neighbour in the training cells hides a weak emission.
     *
     * @param falseAlarm the probability that a cell of noise exceeds it, in one row
     * @param trainingHz how much spectrum is averaged on each side
     * @param guardHz how much is left out on each side: half the width of the widest emission looked for
     */
    record CellAveraging(double falseAlarm, double trainingHz, double guardHz) implements Threshold {
        public CellAveraging {
            requireProbability(falseAlarm);
            requireReach(trainingHz, guardHz);
        }
    }

    /**
     * The k-th smallest of the cells on both sides, k = ¾ N, times such a factor (OS-CFAR; Rohling, IEEE Trans. AES-19, 1983): as
     * {@link CellAveraging}, but up to a quarter of the training cells may hold other emissions.
     */
    record OrderedStatistic(double falseAlarm, double trainingHz, double guardHz) implements Threshold {
        public OrderedStatistic {
            requireProbability(falseAlarm);
            requireReach(trainingHz, guardHz);
        }
    }

    /**
     * A fixed distance from the noise floor, whatever the number of looks.
     *
     * @param db how far above it; ITU-R SM.1880 names 3 to 5 dB
     */
    record AboveNoise(double db) implements Threshold {
        public AboveNoise {
            if (!(db > 0 && db < 200)) {
                throw new IllegalArgumentException(
                        "a threshold above the noise lies between 0 and 200 dB, not at " + db);
            }
        }
    }

    private static void requireProbability(double falseAlarm) {
        if (!(falseAlarm > 0 && falseAlarm <= 0.1)) {
            throw new IllegalArgumentException(
                    "a false-alarm probability lies between 0 and 0.1, not at " + falseAlarm);
        }
    }

    private static void requireReach(double trainingHz, double guardHz) {
        if (!(trainingHz > 0 && guardHz >= 0)) {
            throw new IllegalArgumentException(
                    "training must be above 0 Hz and guard not below it: " + trainingHz + " Hz, " + guardHz + " Hz");
        }
    }
}
