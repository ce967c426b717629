package io.fieldpost.radio.licence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may transmit: a table in comma-separated text (UTF-8, with or without a byte order mark), one licence a line under a line of
 * column names, in any order:
 *
 * <pre>
 * frequency,bandwidth,name,pi,schedule,level_max
 * 89.1MHz,200kHz,"City News, 城市新闻",C123,Mon-Fri 05:30-24:00 Asia/Shanghai,-20
 * </pre>
 *
 * <p>{@code frequency}, {@code bandwidth} and {@code name} are needed. What is left empty: {@code frequency_tolerance} is a tenth of the
 * bandwidth, {@code schedule} is always, and {@code level_min}, {@code level_max}, {@code bandwidth_max} and {@code pi} aren't checked.
 * Frequencies carry units as in the configuration; levels are numbers in the unit of the spectrum; {@code pi} has four hexadecimal
 * digits; {@code place} and {@code service} are free text.
 *
 * @param channels in the order of frequency
 */
public record LicenceList(List<Channel> channels) {
    public LicenceList {
        channels = channels.stream()
                .sorted(Comparator.comparingLong(Channel::frequencyHz))
                .toList();
    }

    /**
     * A stretch of spectrum.
     *
     * @param startHz lower edge
     * @param stopHz upper edge
     */
    public record Band(double startHz, double stopHz) {
        boolean holds(double frequencyHz) {
            return frequencyHz >= startHz && frequencyHz <= stopHz;
        }
    }

    /**
     * Reads a list.
     *
     * @param file its name, for complaints
     * @throws LicenceListException with everything that is wrong
     */
    public static LicenceList read(String file, byte[] content) throws LicenceListException {
        return new LicenceReader(file).read(content);
    }

    /** From the lowest to the highest edge of each service: where a transmission without a licence is looked for unless told otherwise. */
    public List<Band> bands() {
        Map<String, Band> bands = new LinkedHashMap<>();
        for (Channel channel : channels) {
            bands.merge(
                    channel.service(),
                    new Band(channel.startHz(), channel.stopHz()),
                    (a, b) -> new Band(Math.min(a.startHz(), b.startHz()), Math.max(a.stopHz(), b.stopHz())));
        }
        return new ArrayList<>(bands.values());
    }
}
