package io.fieldpost.radio.receiver.eb200;

import io.fieldpost.radio.receiver.Eb200Address;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a receiver is to measure spectra.
 *
 * @param task what to look at
 * @param attenuationDb of the input; null lets the receiver choose
 * @param detector how it makes one level of many
 * @param measureTime for one level
 * @param fieldStrength dBµV/m instead of dBµV; the receiver must know its antenna's factor
 * @param transport how data come
 * @param also what to subscribe to besides the spectra: {@code CW}, {@code AUDIO} and {@code GPSCOMPASS}
 */
public record PanoramaSettings(
        Task task,
        @Nullable Integer attenuationDb,
        Detector detector,
        Duration measureTime,
        boolean fieldStrength,
        Transport transport,
        Set<StreamTag> also) {
    /** What to look at. */
    public sealed interface Task {
        /** The stream that carries its spectra. */
        StreamTag tag();

        /** All streams that it needs. */
        default Set<StreamTag> tags() {
            return Set.of(tag());
        }

        /** Whether a row is of this task, and not of another one before it. */
        boolean shows(SpectrumRow row);
    }

    /** A receiver may round the ends of a scan to its steps. */
    private static boolean scans(SpectrumRow row, long startHz, long stopHz, long stepHz) {
        return Math.abs(row.stepHz() - stepHz) < 1
                && Math.abs(row.startHz() - startHz) <= stepHz
                && row.cells() > (stopHz - startHz) / stepHz / 2;
    }

    /** A fast scan by transforms (PSCAN). */
    public record PanoramaScan(long startHz, long stopHz, long stepHz) implements Task {
        @Override
        public StreamTag tag() {
            return StreamTag.PSCAN;
        }

        @Override
        public boolean shows(SpectrumRow row) {
            return scans(row, startHz, stopHz, stepHz);
        }
    }

    /** A scan step by step (FSCAN), slower, with the detector and bandwidth of the fixed-frequency mode. */
    public record FrequencyScan(long startHz, long stopHz, long stepHz) implements Task {
        @Override
        public StreamTag tag() {
            return StreamTag.FSCAN;
        }

        @Override
        public boolean shows(SpectrumRow row) {
            return scans(row, startHz, stopHz, stepHz);
        }
    }

    /**
     * One frequency: the spectrum around it (IFPAN), many times a second, its level (CW), and its sound.
     *
     * @param centerHz where
     * @param spanHz how much of the spectrum
     * @param filterHz width of the filter before level and sound
     * @param sound how it is demodulated; null when nobody listens
     */
    public record IfPanorama(
            long centerHz,
            long spanHz,
            long filterHz,
            @Nullable Demodulation sound) implements Task {
        @Override
        public StreamTag tag() {
            return StreamTag.IFPAN;
        }

        @Override
        public Set<StreamTag> tags() {
            return sound == null
                    ? Set.of(StreamTag.IFPAN, StreamTag.CW)
                    : Set.of(StreamTag.IFPAN, StreamTag.CW, StreamTag.AUDIO);
        }

        @Override
        public boolean shows(SpectrumRow row) {
            double width = (row.cells() - 1) * row.stepHz();
            return Math.abs(width - spanHz) < 1 && Math.abs(row.startHz() + width / 2 - centerHz) < 1;
        }
    }

    /** How the receiver makes one level of many. */
    public enum Detector {
        /** The largest. */
        PEAK("POS"),
        /** The mean. */
        AVERAGE("PAV"),
        /** The last. */
        FAST("FAST"),
        /** The root of the mean power. */
        RMS("RMS");

        final String scpi;

        Detector(String scpi) {
            this.scpi = scpi;
        }
    }

    /** How data come from the receiver. */
    public enum Transport {
        /** As datagrams: every receiver has it; what the network loses is counted and lost. */
        UDP,
        /** As a stream on the port beside the control port: newer receivers. */
        TCP;

        /** What an address asks for. */
        public static Transport of(Eb200Address address) {
            return address.tcp() ? TCP : UDP;
        }

        String scpi() {
            return this == UDP ? "udp" : "tcp";
        }
    }

    public PanoramaSettings {
        also = Set.copyOf(also);
        for (StreamTag tag : also) {
            if (tag != StreamTag.CW && tag != StreamTag.AUDIO && tag != StreamTag.GPSCOMPASS) {
                throw new IllegalArgumentException("only CW, AUDIO and GPSCOMPASS go beside spectra: " + tag);
            }
        }
    }

    /** Automatic attenuation, mean power, 1 ms, dBµV over UDP, nothing else. */
    public static PanoramaSettings of(Task task) {
        return new PanoramaSettings(task, null, Detector.RMS, Duration.ofMillis(1), false, Transport.UDP, Set.of());
    }

    /** The same, measured in another way. */
    public PanoramaSettings measuring(Detector by, Duration during, @Nullable Integer attenuation) {
        return new PanoramaSettings(task, attenuation, by, during, fieldStrength, transport, also);
    }

    /** The same over another transport. */
    public PanoramaSettings over(Transport other) {
        return new PanoramaSettings(task, attenuationDb, detector, measureTime, fieldStrength, other, also);
    }

    /** The same, with more streams. */
    public PanoramaSettings with(StreamTag... more) {
        return new PanoramaSettings(task, attenuationDb, detector, measureTime, fieldStrength, transport, Set.of(more));
    }
}
