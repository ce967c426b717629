package io.fieldpost.radio.tool;

import io.fieldpost.radio.spectrum.Periodogram;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** Goes through a recording row by row. Memory: one row, however long the recording is. */
final class RowStream {
    private final SampleReader reader;
    private final RowShape shape;
    private final BooleanSupplier stop;

    /** Takes rows. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes one.
         *
         * @param number from 0
         * @param powers of the bins, overwritten by the next row
         * @param data the row's bytes, {@code length} of them, overwritten likewise
         */
        void accept(int number, double[] powers, byte[] data, int length);
    }

    /** @param stop asked before each row whether to end */
    RowStream(SampleReader reader, RowShape shape, BooleanSupplier stop) {
        this.reader = reader;
        this.shape = shape;
        this.stop = stop;
    }

    /** Whole rows in the recording. */
    int rows() {
        return Math.toIntExact(reader.recorded().samples() / shape.samples());
    }

    /** Hands on each whole row; what is left over is shorter than one and is given without powers by {@link #rest}. */
    void each(Sink sink) throws IOException {
        Periodogram periodogram = shape.periodogram(reader.recorded().format());
        double[] powers = new double[shape.size()];
        byte[] data = new byte[reader.bytes(shape.samples())];
        int rows = rows();
        for (int number = 0; number < rows && !stop.getAsBoolean(); number++) {
            int read = reader.read((long) number * shape.samples(), data, shape.samples());
            if (read < shape.samples()) {
                return;
            }
            periodogram.clear();
            for (int at = 0; at < data.length; ) {
                at = periodogram.accept(data, at, data.length);
            }
            shape.powers(periodogram, powers);
            sink.accept(number, powers, data, data.length);
        }
    }

    /** The samples after the last whole row. */
    byte[] rest() throws IOException {
        long from = (long) rows() * shape.samples();
        byte[] data = new byte[reader.bytes((int) (reader.recorded().samples() - from))];
        int read = reader.read(from, data, data.length / reader.bytes(1));
        return Arrays.copyOf(data, reader.bytes(read));
    }
}
