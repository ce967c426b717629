package io.fieldpost.radio.report;

import io.fieldpost.radio.position.Position;

/**
 * What a file in the style of ITU-R SM.1809 says of the place and the instrument.
 *
 * @param user who measures
 * @param locationName name of the place
 * @param position where the antenna is
 * @param antennaType its name
 * @param antennaGainDbi its gain
 * @param filterBandwidthKhz of one level
 * @param scanSeconds time of one scan
 * @param instrument name of the receiver
 * @param attenuatorDb of its input
 * @param note anything else; empty for none
 */
public record SdfHeader(
        String user,
        String locationName,
        Position position,
        String antennaType,
        double antennaGainDbi,
        double filterBandwidthKhz,
        double scanSeconds,
        String instrument,
        double attenuatorDb,
        String note) {}
