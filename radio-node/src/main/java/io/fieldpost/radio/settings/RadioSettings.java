package io.fieldpost.radio.settings;

import io.fieldpost.config.Frequency;
import io.fieldpost.config.FrequencyRange;
import io.fieldpost.config.Setting;
import io.fieldpost.radio.receiver.DirectSampling;
import io.fieldpost.radio.receiver.Eb200Address;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.PanoramaAddress;
import io.fieldpost.radio.receiver.ReceiverAddress;
import io.fieldpost.radio.receiver.ReceiverSetup;
import io.fieldpost.radio.receiver.RtlTcpAddress;
import io.fieldpost.radio.spectrum.SweepPlan;
import io.fieldpost.radio.spectrum.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings of a source of protocol {@code radio}. */
@Setting("A radio receiver and what it is to do.")
public record RadioSettings(
        @Setting(
                value =
                        "The receiver: rtl_tcp://host:port, spyserver://host:port, eb200://host:port (R&S, its spectra), eb200iq://host:port?bandwidth=100kHz (R&S, its"
                                + " samples), file:PATH (a recording),"
                                + " rows:PATH (rows of rtl_power, hackrf_sweep or soapy_power), or program:COMMAND that prints such rows.",
                pattern = ReceiverAddress.SYNTAX,
                example = "rtl_tcp://127.0.0.1:1234")
        String receiver,

        @Setting(
                value =
                        "Complex samples per second; an RTL2832U does 225001 to 300000 Hz and 900001 Hz to 3.2 MHz, without"
                                + " loss up to 2.4 MHz. A recording has its own, and an R&S receiver that of its bandwidth.",
                byDefault = "2.4MHz",
                min = "8kHz",
                max = "61.44MHz")
        Frequency sampleRate,

        @Setting(
                value =
                        "Gain of the tuner in dB; 'auto' leaves it to the tuner, which does not tell it; 'controlled' sets it from what is"
                                + " received, tells it, and avoids overload. Levels of two traces can be compared only at the same gain, unless"
                                + " they are calibrated. Of rows, it says what their program was told.",
                byDefault = "auto",
                pattern = "(controlled|" + Gain.SYNTAX + ")",
                example = "28.0")
        String gain,

        @Setting(
                value = "Correction of the receiver's crystal in parts per million.",
                byDefault = "0",
                min = "-200",
                max = "200")
        int ppm,

        @Setting(
                value =
                        "What to throw away after each tuning; without it, one transfer of rtl_tcp and 5 ms, which is 60 ms at"
                                + " 2.4 MHz; 60 ms for other receivers.",
                min = "1ms",
                max = "2s",
                example = "60ms")
        @Nullable
        Duration settle,

        @Setting(
                value =
                        "Measures at the start how long the receiver takes to settle, instead of the usual time; takes up to 6 s.",
                byDefault = "false")
        boolean measureSettle,

        @Setting(value = "Feeds an amplifier at the antenna through the cable (RTL-SDR).", byDefault = "false")
        boolean biasTee,

        @Setting(value = "Leaves out the tuner, for frequencies below 24 MHz (RTL-SDR).", byDefault = "off")
        DirectSampling directSampling,

        @Setting(value = "Width of the tuner's filter (RTL-SDR); without it, the receiver chooses.", example = "1.5MHz")
        @Nullable
        Frequency tunerBandwidth,

        @Setting(value = "What turns levels into dBm and field strength.", byDefault = "{}")
        CalibrationSettings calibration,

        @Setting(value = "Where the antenna is, and what time it is there.", byDefault = "{}")
        PositionSettings position,

        @Setting(value = "How an R&S receiver (eb200://) measures and listens.", byDefault = "{}")
        Eb200Settings eb200,

        @Setting(
                value =
                        "The licence list, a CSV file: what may transmit here. Detected emissions are compared with it.",
                example = "/etc/fieldpost/licences.csv")
        @Nullable
        Path licences,

        @Setting(value = "What is kept as evidence of an alarm.", byDefault = "{}")
        EvidenceSettings evidence,

        @Setting(value = "A noise source that checks the receiver.", byDefault = "{}")
        NoiseSourceSettings noiseSource,

        @Setting("What the receiver is to do; missions share it by priority and fairly.")
        List<Mission> missions) {
    private static final long USUAL_RATE_HZ = 2_400_000;
    private static final int USUAL_AVERAGES = 16;
    private static final long TRANSFER_SAMPLES = 131_072;
    private static final long LOCK_MILLIS = 5;
    private static final long NETWORK_MILLIS = 60;

    public RadioSettings {
        missions = List.copyOf(missions);
        ReceiverAddress address = ReceiverAddress.parse(receiver);
        if (!gain.equals("controlled")) {
            Gain.parse(gain);
        }
        if (measureSettle && settle != null) {
            throw new IllegalArgumentException(
                    "measure_settle: settle says already how long that takes; leave one of them out");
        }
        if (address instanceof RtlTcpAddress) {
            checkRate(sampleRate.hertz());
        }
        if (address instanceof PanoramaAddress) {
            checkPanorama(address, calibration, sampleRate, gain, ppm);
            boolean tuner = settle != null
                    || measureSettle
                    || biasTee
                    || directSampling != DirectSampling.OFF
                    || tunerBandwidth != null;
            requirePanorama(!tuner, "settle, measure_settle, bias_tee, direct_sampling and tuner_bandwidth", address);
        }
        if (!(address instanceof Eb200Address) && !eb200.equals(Eb200Settings.USUAL)) {
            throw new IllegalArgumentException(
                    "eb200: is for R&S receivers that measure by themselves, eb200://host, and this one is " + address
                            + "; remove it");
        }
        if (noiseSource.every() != null && biasTee) {
            throw new IllegalArgumentException(
                    "noise_source: can't be switched while bias_tee feeds the cable all the time");
        }
        if (noiseSource.every() != null && !(address instanceof RtlTcpAddress)) {
            throw new IllegalArgumentException(
                    "noise_source: needs a receiver that feeds the cable, an RTL-SDR: " + address);
        }
        if (missions.isEmpty()) {
            throw new IllegalArgumentException(
                    "missions: is empty; name at least one thing to do, such as { scan: 87MHz..108MHz }");
        }
        Set<String> names = new HashSet<>();
        for (Mission mission : missions) {
            if (!names.add(mission.name())) {
                throw new IllegalArgumentException("missions: two have the same name: " + mission.name());
            }
            check(mission, address, sampleRate.hertz());
        }
    }

    /** What belongs to receivers of samples is refused rather than ignored. */
    private static void checkPanorama(
            ReceiverAddress address, CalibrationSettings calibration, Frequency sampleRate, String gain, int ppm) {
        requirePanorama(sampleRate.hertz() == USUAL_RATE_HZ, "sample_rate", address);
        requirePanorama(ppm == 0, "ppm", address);
        requirePanorama(!gain.equals("controlled"), "a gain that is controlled", address);
        if (address instanceof Eb200Address) {
            requirePanorama(gain.equals("auto"), "gain", address);
            if (calibration.table() != null) {
                throw new IllegalArgumentException(
                        "calibration: table is for receivers whose levels are not calibrated, and " + address
                                + " measures in dB[uV]; remove it");
            }
        }
    }

    private static void requirePanorama(boolean met, String what, ReceiverAddress address) {
        if (!met) {
            throw new IllegalArgumentException(what + ": can't be set here, because " + address
                    + " measures spectra by itself; remove it, and set the receiver or program instead");
        }
    }

    private static void checkRate(long hertz) {
        boolean allowed = hertz >= 225_001 && hertz <= 300_000 || hertz >= 900_001 && hertz <= 3_200_000;
        if (!allowed) {
            throw new IllegalArgumentException(
                    "sample_rate: is neither 225001 to 300000 Hz nor 900001 to 3200000 Hz: " + hertz + " Hz");
        }
    }

    /**
     * Checks that this receiver can carry a mission out, as far as that is known before it is opened.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    public static void check(Mission mission, ReceiverAddress address, long sampleRateHz) {
        FrequencyRange band = mission.band();
        if (band != null) {
            mission.grid(band);
        }
        if (address instanceof PanoramaAddress) {
            if (band == null && !(address instanceof Eb200Address)) {
                throw new IllegalArgumentException("missions: " + mission.name() + " needs samples, and " + address
                        + " measures spectra by itself; allowed: scan, occupancy");
            }
            boolean usual = mission.window() == Window.HANN && mission.averages() == USUAL_AVERAGES;
            if (!usual || !mission.statistics().isEmpty()) {
                throw new IllegalArgumentException("missions: window, averages and statistics of " + mission.name()
                        + " can't be set here, because " + address + " measures spectra by itself; remove them");
            }
            return;
        }
        if (mission.record() != null && mission.bandwidth().hertz() != Mission.USUAL_BANDWIDTH_HZ) {
            throw new IllegalArgumentException("missions: bandwidth of " + mission.name()
                    + " belongs to a watch, or to the sound that an eb200:// receiver records; remove it");
        }
        if (band != null) {
            checkResolution(mission, sampleRateHz);
        } else if (!mission.watch().isEmpty() && mission.bandwidth().hertz() * 2 > sampleRateHz) {
            throw new IllegalArgumentException("missions: bandwidth of " + mission.bandwidth() + " of " + mission.name()
                    + " is more than half of the sample rate of " + sampleRateHz + " Hz");
        }
    }

    private static void checkResolution(Mission mission, long sampleRateHz) {
        long finest = SweepPlan.finestHz(sampleRateHz, mission.window());
        long coarsest = SweepPlan.coarsestHz(sampleRateHz);
        long resolution = mission.resolutionHz();
        if (resolution < finest || resolution > coarsest) {
            throw new IllegalArgumentException(
                    "missions: resolution of " + resolution + " Hz is not between " + finest + " Hz and "
                            + coarsest + " Hz, which " + mission.window() + " at " + sampleRateHz + " S/s allows: "
                            + mission.name());
        }
    }

    /** The address of the receiver. */
    public ReceiverAddress address() {
        return ReceiverAddress.parse(receiver);
    }

    /** Whether the gain is set from what is received. */
    public boolean gainIsControlled() {
        return gain.equals("controlled");
    }

    /** How the receiver is to be set, with an initial gain where it is controlled. */
    public ReceiverSetup setup(long sampleRateHz, Gain initial) {
        return new ReceiverSetup(
                sampleRateHz,
                gainIsControlled() ? initial : Gain.parse(gain),
                ppm,
                false,
                biasTee,
                directSampling,
                false,
                tunerBandwidth == null ? 0 : tunerBandwidth.hertz());
    }

    /** Samples to throw away after a tuning, unless measured. */
    public long settleSamples() {
        long rate = sampleRate.hertz();
        // A transfer of rtl_tcp under way when the command comes holds samples of both frequencies; a tuner locks
        // within milliseconds.
        if (settle != null) {
            return rate * settle.toMillis() / 1000;
        }
        return address() instanceof RtlTcpAddress
                ? TRANSFER_SAMPLES + rate * LOCK_MILLIS / 1000
                : rate * NETWORK_MILLIS / 1000;
    }
}
