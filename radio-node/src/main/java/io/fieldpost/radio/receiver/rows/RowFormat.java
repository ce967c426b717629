package io.fieldpost.radio.receiver.rows;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What program wrote the rows, and how. */
public enum RowFormat {
    /** Found out from the first bytes. */
    AUTOMATIC,
    /** Comma-separated, of rtl_power or soapy_power. */
    RTL_POWER,
    /** Comma-separated, of hackrf_sweep. */
    HACKRF_SWEEP,
    /** {@code hackrf_sweep -B}. */
    HACKRF_SWEEP_BINARY,
    /** {@code soapy_power -F soapy_power_bin}. */
    SOAPY_POWER_BINARY,
    /** Text of rtl_power_fftw. */
    RTL_POWER_FFTW;

    private static final int LOOK_AHEAD = 64;
    private static final Pattern RTL_POWER_BEGINNING =
            Pattern.compile("\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}, *[0-9:]{8},.*", Pattern.DOTALL);
    private static final Pattern HACKRF_BEGINNING =
            Pattern.compile("\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}, *[0-9:]{8}\\.[0-9]+,.*", Pattern.DOTALL);
    private static final Pattern FFTW_BEGINNING = Pattern.compile("\\s*(#|[0-9.e+]+ +-?[0-9.]+\\s).*", Pattern.DOTALL);

    /**
     * Begins to read.
     *
     * @param zone of local times
     * @param clock for formats without a time
     */
    RowReader open(InputStream in, ZoneId zone, InstantSource clock) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 64 * 1024);
        RowFormat format = this == AUTOMATIC ? detect(buffered) : this;
        return switch (format) {
            case RTL_POWER, AUTOMATIC -> new CsvRows(buffered, false, zone);
            case HACKRF_SWEEP -> new CsvRows(buffered, true, zone);
            case HACKRF_SWEEP_BINARY -> new HackrfBinaryRows(buffered, clock);
            case SOAPY_POWER_BINARY -> new SoapyBinaryRows(buffered);
            case RTL_POWER_FFTW -> new FftwRows(buffered, clock);
        };
    }

    private static RowFormat detect(BufferedInputStream in) throws IOException {
        in.mark(LOOK_AHEAD);
        byte[] head = in.readNBytes(LOOK_AHEAD);
        in.reset();
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (head.length >= 5 && Arrays.equals(head, 0, 5, SoapyBinaryRows.MAGIC, 0, 5)) {
            return SOAPY_POWER_BINARY;
        }
        if (RTL_POWER_BEGINNING.matcher(text).matches()) {
            return RTL_POWER;
        }
        if (HACKRF_BEGINNING.matcher(text).matches()) {
            return HACKRF_SWEEP;
        }
        if (FFTW_BEGINNING.matcher(text).matches()) {
            return RTL_POWER_FFTW;
        }
        // Levels of a text are printable; the length of a binary record has two bytes of zero.
        return head.length >= 4 && head[2] == 0 && head[3] == 0 ? HACKRF_SWEEP_BINARY : RTL_POWER;
    }
}
