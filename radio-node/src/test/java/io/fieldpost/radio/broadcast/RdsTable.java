package io.fieldpost.radio.broadcast;

import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.simulation.FmBroadcast;
import java.util.Locale;

/**
 * Prints how well RDS is received against carrier-to-noise ratio in 200 kHz and deviation. From {@code radio-node}, after a build:
 *
 * <pre>java -cp "$(../mvnw -q -B dependency:build-classpath -Dmdep.outputFile=/dev/stdout -Dmdep.includeScope=test):target/classes:target/test-classes" io.fieldpost.radio.broadcast.RdsTable</pre>
 */
final class RdsTable {
    private RdsTable() {}

    public static void main(String[] arguments) {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 20;
        System.out.println("C/N dB | RDS % | pilot | blocks | with errors | lost | PI after s | PS after s | text");
        for (double pilot : new double[] {7_500, 0}) {
            for (double snr : new double[] {30, 20, 15, 12, 10}) {
                for (double share : new double[] {0.02, 0.03, 0.05}) {
                    row(seconds, pilot, snr, share);
                }
            }
        }
    }

    private static void row(double seconds, double pilot, double snr, double share) {
        FmBroadcast station = new FmBroadcast(Listening.CITY, 1_000, 60_000, pilot, share * 75_000);
        Baseband channel = Listening.channel(station, seconds, snr, 2_000, 7);
        StationReading reading = Listening.listen(channel);
        RdsReading rds = reading.rds();
        System.out.printf(
                Locale.ROOT,
                "%.0f | %.0f | %.2f %% (%.4f) | %d | %.2f %% | %.2f %% | %s %.2f | %s %.2f | %s%n",
                snr,
                100 * share,
                100 * reading.pilot().share(),
                reading.pilot().confidence(),
                rds.blocks().total(),
                100.0 * rds.blocks().erroneous() / Math.max(1, rds.blocks().total()),
                100.0 * rds.blocks().lost() / Math.max(1, rds.blocks().total()),
                rds.identificationText(),
                rds.identifiedSeconds(),
                rds.programmeService(),
                rds.namedSeconds(),
                rds.radioText());
    }
}
