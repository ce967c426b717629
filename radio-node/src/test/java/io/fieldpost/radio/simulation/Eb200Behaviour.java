package io.fieldpost.radio.simulation;

/**
 * In what receivers of the EB200 family differ.
 *
 * @param panoramaHeaderBytes of a panorama scan: 32, 62 or 70
 * @param longAttributes panorama scans come with the long attribute header
 * @param valuesPerDatagram of a scan
 * @param swapInverted values are big-endian when the client asked for swapped ones, and are flagged as swapped
 * @param refused beginning of a command that it doesn't know; empty for none
 * @param overloaded whether the questionable register says so while less than 20 dB attenuate its input
 * @param withoutSoundTimes its sound says no times
 */
public record Eb200Behaviour(
        int panoramaHeaderBytes,
        boolean longAttributes,
        int valuesPerDatagram,
        boolean swapInverted,
        String refused,
        boolean overloaded,
        boolean withoutSoundTimes) {
    public static final Eb200Behaviour USUAL = new Eb200Behaviour(70, false, 500, false, "", false, false);

    public Eb200Behaviour withHeader(int bytes) {
        return new Eb200Behaviour(
                bytes, longAttributes, valuesPerDatagram, swapInverted, refused, overloaded, withoutSoundTimes);
    }

    public Eb200Behaviour withLongAttributes() {
        return new Eb200Behaviour(
                panoramaHeaderBytes, true, valuesPerDatagram, swapInverted, refused, overloaded, withoutSoundTimes);
    }

    public Eb200Behaviour withSwapInverted() {
        return new Eb200Behaviour(
                panoramaHeaderBytes, longAttributes, valuesPerDatagram, true, refused, overloaded, withoutSoundTimes);
    }

    public Eb200Behaviour refusing(String command) {
        return new Eb200Behaviour(
                panoramaHeaderBytes,
                longAttributes,
                valuesPerDatagram,
                swapInverted,
                command,
                overloaded,
                withoutSoundTimes);
    }

    public Eb200Behaviour withOverload() {
        return new Eb200Behaviour(
                panoramaHeaderBytes, longAttributes, valuesPerDatagram, swapInverted, refused, true, withoutSoundTimes);
    }

    public Eb200Behaviour withoutTimesOfSound() {
        return new Eb200Behaviour(
                panoramaHeaderBytes, longAttributes, valuesPerDatagram, swapInverted, refused, overloaded, true);
    }
}
