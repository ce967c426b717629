package io.fieldpost.radio.measure;

/** Mean and deviation of results. */
final class Spread {
    private long count;
    private double sum;
    private double squares;

    void add(double value) {
        count++;
        sum += value;
        squares += value * value;
    }

    double mean() {
        return sum / count;
    }

    double deviation() {
        return Math.sqrt(Math.max(0, (squares - sum * sum / count) / (count - 1)));
    }

    /** Half the confidence interval of the mean, 99.9 %. */
    double z999() {
        return 3.2905 * deviation() / Math.sqrt(count);
    }
}
