package io.fieldpost.radio.spectrum.fft;

import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.spectrum.Fft;

/** One frame after the other by the plain {@link Fft}: the definition of correct, and the one for every size. */
final class ScalarKernel implements PowerKernel {
    static final Kind KIND = new Kind() {
        @Override
        public String name() {
            return "scalar";
        }

        @Override
        public PowerKernel create(int size, float[] window, SampleFormat format) {
            return new ScalarKernel(size, window, format);
        }

        @Override
        public boolean takes(int size) {
            return true;
        }
    };

    private final Fft fft;
    private final float[] window;
    private final SampleFormat format;
    private final float[] re;
    private final float[] im;

    private ScalarKernel(int size, float[] window, SampleFormat format) {
        fft = new Fft(size);
        this.window = window.clone();
        this.format = format;
        re = new float[size];
        im = new float[size];
    }

    @Override
    public int size() {
        return fft.size();
    }

    @Override
    public int frames() {
        return 1;
    }

    @Override
    public void addPowers(byte[] data, int from, int stepBytes, int count, float[] power) {
        format.decode(data, from, size(), re, im, 0);
        for (int n = 0; n < re.length; n++) {
            re[n] *= window[n];
            im[n] *= window[n];
        }
        fft.transform(re, im);
        for (int k = 0; k < re.length; k++) {
            power[k] += re[k] * re[k] + im[k] * im[k];
        }
    }
}
