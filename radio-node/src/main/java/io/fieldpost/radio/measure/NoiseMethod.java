package io.fieldpost.radio.measure;

/**
 * How the mean power of noise is found among cells of which some hold signals. Each method's bias is exact for any number of looks M:
 * it follows from the Gamma distribution of a mean over M looks ({@link GammaMean}) and is not a table.
 */
public sealed interface NoiseMethod {
    /** The method made ready for one number of looks. */
    interface Estimator {
        /**
         * Mean noise power of a cell.
         *
         * @param sorted powers, linear, ascending
         * @param cells how many of them count, at least 1
         */
        double mean(float[] sorted, int cells);
    }

    /** The estimator for a number of looks; costs about a millisecond, so it is kept as long as the looks stay. */
    Estimator with(double looks);

    /**
     * The median, divided by the median of the distribution. Simple and steady while few cells are occupied: with a share s of strong
     * ones it reads the quantile 0.5 / (1 − s) of the noise instead: at 10 looks +0.2 dB for 10 %, +0.8 dB for 30 % and +2.9 dB for 50 %.
     */
    record Median() implements NoiseMethod {
        @Override
        public Estimator with(double looks) {
            double bias = new GammaMean(looks).median();
            return (sorted, cells) -> (sorted[(cells - 1) / 2] + (double) sorted[cells / 2]) / 2 / bias;
        }
    }

    /**
     * Forward consecutive mean excision (H. Saarnisaari and P. Henttu, "Impulse detection and rejection methods for radio systems", IEEE
     * MILCOM 2003): from the lowest tenth, cells are added while the next is below T times the mean of those already in, until the set
     * is stable; T is the threshold that noise exceeds with the false-alarm rate. The mean of the set is low by what lies above T,
     * which is put back exactly. Right with up to about 85 % of the cells occupied.
     *
     * @param falseAlarm share of noise cells that are left out as signals, such as 0.001
     */
    record Fcme(double falseAlarm) implements NoiseMethod {
        public Fcme {
            if (!(falseAlarm > 0 && falseAlarm < 0.5)) {
                throw new IllegalArgumentException("false-alarm rate is not between 0 and 0.5: " + falseAlarm);
            }
        }

        @Override
        public Estimator with(double looks) {
            GammaMean noise = new GammaMean(looks);
            double threshold = noise.threshold(falseAlarm);
            double setMean = setMean(noise, threshold);
            return (sorted, cells) -> excise(sorted, cells, threshold) / setMean;
        }

        /** What the mean of the stable set tends to: the fixed point of m = E[x | x &lt; T m]. */
        private static double setMean(GammaMean noise, double threshold) {
            double mean = 1;
            for (int i = 0; i < 30; i++) {
                mean = noise.meanBelow(threshold * mean);
            }
            return mean;
        }

        private static double excise(float[] sorted, int cells, double threshold) {
            int start = Math.max(1, cells / 10);
            double sum = 0;
            int in = 0;
            while (in < cells && (in < start || sorted[in] < threshold * sum / in)) {
                sum += sorted[in++];
            }
            return sum / in;
        }
    }

    /**
     * The mean of the lowest share of the cells, divided by what that mean is in noise alone: the "80 % method" of Recommendation ITU-R
     * SM.1753 and Report ITU-R SM.2256 with a share of 0.2. Valid while at least that share of the cells is empty. With a share s of
     * strong cells it reads high, because the lowest 20 % of all are then the lowest 0.2 / (1 − s) of the noise: at 10 looks +0.3 dB
     * for 30 % and +0.7 dB for 50 %. Reads 0.17 dB high in a part of 64 cells at one look, 0.08 dB at five, because ranks are whole numbers.
     *
     * @param share of all cells, 0.2 for the ITU's method
     */
    record LowestShare(double share) implements NoiseMethod {
        public LowestShare {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("share is not between 0 and 1: " + share);
            }
        }

        @Override
        public Estimator with(double looks) {
            double bias = new GammaMean(looks).meanOfLowest(share);
            return (sorted, cells) -> {
                int count = Math.max(1, (int) Math.round(share * cells));
                double sum = 0;
                for (int i = 0; i < count; i++) {
                    sum += sorted[i];
                }
                return sum / count / bias;
            };
        }
    }
}
