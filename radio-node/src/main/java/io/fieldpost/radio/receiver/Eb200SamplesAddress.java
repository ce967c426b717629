package io.fieldpost.radio.receiver;

import io.fieldpost.config.Frequency;

/**
 * Where an R&amp;S monitoring receiver listens, asked for its samples (IF stream) and not for its spectra.
 *
 * @param control where its SCPI control listens
 * @param bandwidthHz of its filter, which decides its sample rate
 */
public record Eb200SamplesAddress(Eb200Address control, long bandwidthHz) implements SampleAddress {
    static final String PREFIX = "eb200iq://";

    private static final String BANDWIDTH = "bandwidth=";

    /** Reads {@code eb200iq://host:port?bandwidth=100kHz}, and {@code &transport=tcp} behind it. */
    public static Eb200SamplesAddress parse(String text) {
        int query = text.indexOf('?');
        String settings = query < 0 ? "" : text.substring(query + 1);
        int end = settings.indexOf('&');
        String first = end < 0 ? settings : settings.substring(0, end);
        if (!first.startsWith(BANDWIDTH)) {
            throw new IllegalArgumentException(
                    "receiver's bandwidth is missing; write it like eb200iq://host:5555?bandwidth=100kHz: " + text);
        }
        long bandwidthHz = Frequency.parse(first.substring(BANDWIDTH.length())).hertz();
        String rest = end < 0 ? "" : "?" + settings.substring(end + 1);
        String host = text.substring(PREFIX.length(), query);
        return new Eb200SamplesAddress(Eb200Address.parse(Eb200Address.PREFIX + host + rest), bandwidthHz);
    }

    @Override
    public String toString() {
        return PREFIX + control.host() + ":" + control.port();
    }
}
