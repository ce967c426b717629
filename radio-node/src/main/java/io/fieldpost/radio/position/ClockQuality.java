package io.fieldpost.radio.position;

/**
 * How well this machine's clock is known.
 *
 * @param source what it was compared with, or what sets it
 * @param offsetSeconds clock minus true time; not-a-number when nobody measured it
 * @param errorSeconds how wrong that offset may be; not-a-number when it is not known
 */
public record ClockQuality(Source source, double offsetSeconds, double errorSeconds) {
    /** Nobody knows. */
    public static final ClockQuality UNKNOWN = new ClockQuality(Source.NONE, Double.NaN, Double.NaN);
    /** A network time service says that it has set the clock, and not how well. */
    public static final ClockQuality NTP = new ClockQuality(Source.NTP, Double.NaN, Double.NaN);

    /** What the clock was compared with, the best first. */
    public enum Source {
        /** The edge of a satellite receiver's pulse: microseconds. */
        GPS_PPS("gps-pps"),
        /** The arrival of a satellite receiver's text over a serial line, 10 to 700 ms late. */
        GPS("gps"),
        /** A network time service. */
        NTP("ntp"),
        /** Nothing. */
        NONE("none");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        /** As conditions of a trace have it. */
        @Override
        public String toString() {
            return text;
        }
    }
}
