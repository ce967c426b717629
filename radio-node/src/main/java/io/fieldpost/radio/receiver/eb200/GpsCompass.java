package io.fieldpost.radio.receiver.eb200;

import io.fieldpost.radio.position.Position;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Position and time that a receiver's own satellite receiver found: the beginning of the values of a GPSCOMPASS attribute. Degrees and
 * minutes, with a letter for the hemisphere; altitude in metres, [S].
 *
 * @param headingTenthsDeg of the compass
 * @param valid whether there is a fix
 * @param satellites used
 * @param latitudeDeg north is positive
 * @param longitudeDeg east is positive
 * @param dilution of precision
 * @param altitudeM above mean sea level
 * @param timestampNanos since 1970, of the fix
 */
record GpsCompass(
        int headingTenthsDeg,
        boolean valid,
        int satellites,
        double latitudeDeg,
        double longitudeDeg,
        double dilution,
        int altitudeM,
        long timestampNanos) {
    /** What one fix takes, the compass's own fields at the end included. */
    static final int BYTES = 96;

    private static final int NEEDED_BYTES = 28;
    private static final int ALTITUDE_AT = 52;
    private static final int TIMESTAMP_AT = 68;
    private static final int FIELDS_AFTER_DILUTION = 10;

    static GpsCompass read(Attribute attribute) throws MalformedDatagramException {
        ByteBuffer values = attribute.values();
        if (values.limit() < NEEDED_BYTES) {
            throw new MalformedDatagramException("position has only " + values.limit() + " bytes");
        }
        HeaderFields in = new HeaderFields(values);
        int heading = in.i16();
        boolean valid = in.skip(2).i16() != 0;
        int satellites = in.i16();
        double latitude = degrees(in, 'N', 'S', 90);
        double longitude = degrees(in, 'E', 'W', 180);
        double dilution = in.f32();
        in.skip(2 * FIELDS_AFTER_DILUTION + 4);
        int altitude = (int) in.u32();
        long time = in.skip(2 + 2 + 4 + 4).u64();
        return new GpsCompass(heading, valid, satellites, latitude, longitude, dilution, altitude, time);
    }

    private static double degrees(HeaderFields in, char positive, char negative, int most)
            throws MalformedDatagramException {
        int letter = in.i16();
        int whole = in.i16();
        float minutes = in.f32();
        double degrees = whole + minutes / 60.0;
        if (letter != positive && letter != negative && letter != 0
                || !(minutes >= 0 && minutes <= 60)
                || whole < 0
                || degrees > most) {
            throw new MalformedDatagramException("position is not on the earth: " + whole + " degrees " + minutes
                    + " minutes, hemisphere " + letter);
        }
        return letter == negative ? -degrees : degrees;
    }

    /** Null while there is no fix. */
    @Nullable
    Position position() {
        if (!valid) {
            return null;
        }
        Instant time = Instant.ofEpochSecond(0, timestampNanos);
        return new Position(latitudeDeg, longitudeDeg, altitudeM, Double.NaN, satellites, -1, time, "receiver");
    }

    ByteBuffer write(ByteOrder order) {
        ByteBuffer out = HeaderFields.blank(BYTES, order);
        out.putShort((short) headingTenthsDeg).putShort((short) 0).putShort((short) (valid ? 1 : 0));
        out.putShort((short) satellites);
        write(out, latitudeDeg, latitudeDeg < 0 ? 'S' : 'N');
        write(out, longitudeDeg, longitudeDeg < 0 ? 'W' : 'E');
        out.putFloat((float) dilution).putInt(ALTITUDE_AT, altitudeM).putLong(TIMESTAMP_AT, timestampNanos);
        return HeaderFields.cut(out, BYTES);
    }

    private static void write(ByteBuffer out, double degrees, char letter) {
        double size = Math.abs(degrees);
        out.putShort((short) letter).putShort((short) size).putFloat((float) ((size - (short) size) * 60));
    }
}
