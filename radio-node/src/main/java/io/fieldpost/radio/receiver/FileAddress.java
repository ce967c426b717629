package io.fieldpost.radio.receiver;

import io.fieldpost.config.Frequency;
import io.fieldpost.radio.sample.SampleFormat;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recording that is played as if it were a receiver.
 *
 * @param path the file: .sigmf-meta, .sigmf-data, .cu8, .cs8, .cs16, .cf32 or .wav
 * @param rate complex samples per second, where the file does not say it
 * @param center frequency that 0 Hz stands for, where the file does not say it
 * @param format of the samples, where the file does not say it
 * @param pace how fast it is played
 * @param loop whether it begins again at its end
 */
public record FileAddress(
        Path path,
        @Nullable Frequency rate,
        @Nullable Frequency center,
        @Nullable SampleFormat format,
        Pace pace,
        boolean loop)
        implements SampleAddress {
    static final String PREFIX = "file:";

    /** How fast a recording is played. */
    public enum Pace {
        /** At its sample rate, or slower where its reader is: no sample is left out. */
        REAL,
        /** As fast as it is read. */
        FAST
    }

    /** Reads {@code file:PATH}, and what may follow: {@code ?rate=2.4MHz&center=868.95MHz&format=cu8&pace=fast&loop=true}. */
    public static FileAddress parse(String text) {
        int query = text.lastIndexOf('?');
        String file = query < 0 ? text : text.substring(0, query);
        FileAddress address = new FileAddress(RowsAddress.path(file, PREFIX), null, null, null, Pace.REAL, false);
        if (query < 0) {
            return address;
        }
        Set<String> named = new HashSet<>();
        for (String setting : text.substring(query + 1).split("&", -1)) {
            int equals = setting.indexOf('=');
            if (equals < 1 || !named.add(setting.substring(0, equals))) {
                throw new IllegalArgumentException("recording's setting is not NAME=VALUE, or stands twice: '" + setting
                        + "' in " + text + "; allowed are rate, center, format, pace and loop");
            }
            address = address.with(setting.substring(0, equals), setting.substring(equals + 1), text);
        }
        return address;
    }

    private FileAddress with(String name, String value, String text) {
        return switch (name) {
            case "rate" -> new FileAddress(path, Frequency.parse(value), center, format, pace, loop);
            case "center" -> new FileAddress(path, rate, Frequency.parse(value), format, pace, loop);
            case "format" -> new FileAddress(path, rate, center, format(value), pace, loop);
            case "pace" -> new FileAddress(path, rate, center, format, pace(value), loop);
            case "loop" -> new FileAddress(path, rate, center, format, pace, truth(value));
            default ->
                throw new IllegalArgumentException("recording has no setting '" + name + "': " + text
                        + "; allowed are rate, center, format, pace and loop");
        };
    }

    private static SampleFormat format(String value) {
        for (SampleFormat format : SampleFormat.values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(value)) {
                return format;
            }
        }
        throw new IllegalArgumentException("format of a recording is not cu8, cs8, cs16 or cf32: " + value);
    }

    private static Pace pace(String value) {
        return switch (value) {
            case "real" -> Pace.REAL;
            case "fast" -> Pace.FAST;
            default -> throw new IllegalArgumentException("pace of a recording is not real or fast: " + value);
        };
    }

    private static boolean truth(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("loop of a recording is not true or false: " + value);
        };
    }

    @Override
    public String toString() {
        return PREFIX + path;
    }
}
