package io.fieldpost.radio.tool;

import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.calibration.CalibrationException;
import io.fieldpost.radio.calibration.TableUpdate;
import io.fieldpost.radio.receiver.Gain;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Where rows of a calibration table go, and what is said of that. */
final class TableOutput {
    private final CalibrateCommand.Arguments arguments;
    private final OpenReceiver radio;
    private final PrintWriter out;

    TableOutput(CalibrateCommand.Arguments arguments, OpenReceiver radio, PrintWriter out) {
        this.arguments = arguments;
        this.radio = radio;
        this.out = out;
    }

    /** The gain that the receiver has; where it does not tell, what it was set to. */
    double gainDb() {
        double told = radio.gainDb();
        return Double.isNaN(told) && arguments.choice().gain() instanceof Gain.Fixed fixed ? fixed.db() : told;
    }

    /** The receiver's temperature; not-a-number when nobody said it. */
    double temperatureC() {
        Double given = arguments.temperature();
        return given == null ? Double.NaN : given;
    }

    /** 1 σ of the source's or generator's level. */
    double sourceUncertaintyDb() {
        Double given = arguments.uncertainty();
        return given == null ? 0.5 : given;
    }

    void write(List<String> rows) throws IOException, ToolException {
        Path file = Objects.requireNonNull(arguments.out());
        int replaced;
        try {
            replaced = TableUpdate.write(file, rows);
        } catch (CalibrationException e) {
            throw ToolException.failed("nothing was written: " + e.getMessage());
        }
        out.println(rows.size() + (rows.size() == 1 ? " row" : " rows") + " written to " + file
                + (replaced > 0 ? ", " + replaced + " of them in place of older ones" : ""));
        out.println("write into the gateway's file: gain: '" + gainDb() + "' and calibration: { table: "
                + file.toAbsolutePath() + " }");
    }
}
