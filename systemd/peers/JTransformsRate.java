import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.jtransforms.fft.FloatFFT_1D;
import pl.edu.icm.jlargearrays.ConcurrencyUtils;

/**
 * JTransforms' raw speed: complex transforms of single precision, in place, the same one again and again, one thread, once it is compiled.
 * Prints million samples per second of processor time, the median of REPEATS.
 *
 * <pre>java -cp JTransforms.jar:JLargeArrays.jar:commons-math3.jar JTransformsRate.java SIZE [SECONDS [REPEATS]]</pre>
 */
public class JTransformsRate {
    public static void main(String[] arguments) {
        int size = Integer.parseInt(arguments[0]);
        double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 0.5;
        int repeats = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        ConcurrencyUtils.setNumberOfThreads(1);
        FloatFFT_1D fft = new FloatFFT_1D(size);
        float[] data = new float[2 * size];
        Random random = new Random(1);
        for (int i = 0; i < 2; i++) {
            rate(fft, data, size, random, Math.max(1, seconds));
        }
        double[] rates = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            rates[i] = rate(fft, data, size, random, seconds);
        }
        Arrays.sort(rates);
        System.out.printf(java.util.Locale.ROOT, "%.1f%n", rates[repeats / 2]);
    }

    /** Values grow by the square root of N each time, so they are made anew before they are too large for the format. */
    private static double rate(FloatFFT_1D fft, float[] data, int size, Random random, double seconds) {
        var threads = ManagementFactory.getThreadMXBean();
        long transforms = 0;
        long spent = 0;
        while (spent < seconds * 1e9) {
            for (int i = 0; i < data.length; i++) {
                data[i] = random.nextFloat() - 0.5f;
            }
            long begin = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < 16; i++) {
                fft.complexForward(data);
            }
            spent += threads.getCurrentThreadCpuTime() - begin;
            transforms += 16;
        }
        return transforms * (double) size / (spent / 1e9) / 1e6;
    }
}
