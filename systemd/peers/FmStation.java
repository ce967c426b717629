import io.fieldpost.radio.simulation.FmBroadcast;
import io.fieldpost.radio.simulation.FmBroadcast.Placed;
import io.fieldpost.radio.simulation.RdsProgramme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes what an 8-bit receiver hears of one FM station with a pilot and RDS over noise: FILE RATE_HZ SECONDS OFFSET_HZ PI PS. The class path is the product's and
 * the demo's.
 */
final class FmStation {
    private static final double LEVEL_DBFS = -10;
    private static final double NOISE_DBFS_PER_HZ = -95;
    private static final double RDS_SHARE = 0.05;

    public static void main(String[] arguments) throws Exception {
        double rateHz = Double.parseDouble(arguments[1]);
        double seconds = Double.parseDouble(arguments[2]);
        double offsetHz = Double.parseDouble(arguments[3]);
        RdsProgramme programme =
                new RdsProgramme(Integer.parseInt(arguments[4], 16), arguments[5], "Beside other programs", 10, false);
        Placed station = new Placed(FmBroadcast.stereo(programme, RDS_SHARE), offsetHz, LEVEL_DBFS);
        Files.write(
                Path.of(arguments[0]),
                FmBroadcast.cu8(FmBroadcast.band(List.of(station), seconds, rateHz, NOISE_DBFS_PER_HZ, 7)));
    }
}
