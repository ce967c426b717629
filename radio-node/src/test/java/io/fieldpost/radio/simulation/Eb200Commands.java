package io.fieldpost.radio.simulation;

import java.util.Map;
import java.util.regex.Pattern;

/** The commands that a simulated receiver knows, and what it takes as their arguments; anything else is an error, as with the real ones. */
final class Eb200Commands {
    private static final String FILTERS =
            "150|300|600|1500|2400|6000|9000|12000|15000|25000|30000|50000|100000|120000|150000|250000|300000|500000";
    private static final String HERTZ = "[0-9]{3,11}";
    private static final String MILLIS = "[0-9]+(\\.[0-9]+)? ms";

    private static final Map<String, Pattern> KNOWN = Map.ofEntries(
            known("freq:mode", "psc|swe|ffm"),
            known("freq:psc:start", HERTZ),
            known("freq:psc:stop", HERTZ),
            known("psc:step", "125|250|625|1250|2000|3125|6250|12500|25000|50000"),
            known("freq:start", HERTZ),
            known("freq:stop", HERTZ),
            known("swe:step", HERTZ),
            known("swe:dir", "up"),
            known("swe:coun", "inf"),
            known("swe:dwel", MILLIS),
            known("swe:hold:time", MILLIS),
            known("sens:freq", HERTZ),
            known("freq:span", "[125]0{3,7}"),
            known("band", FILTERS),
            known("dem:mode", "FM|AM|IQ"),
            known("meas:time", MILLIS),
            known("meas:mode", "per|cont"),
            known("sens:det", "POS|PAV|FAST|RMS"),
            known("inp:att:auto", "on|off"),
            known("inp:att", "[0-9]|[1-3][0-9]|40"),
            known("outp:squ", "on|off"),
            known("calc:ifp:aver:type", "off|min|max|scal"),
            known("syst:aud:rem:mode", "0|1|2|5|6|9|10"),
            known("syst:if:rem:mode", "off|short|long"),
            known("init:imm", ""),
            known("abor", ""));

    private Eb200Commands() {}

    private static Map.Entry<String, Pattern> known(String command, String argument) {
        return Map.entry(command, Pattern.compile(argument));
    }

    /** The entry in the error queue; empty when all is well. */
    static String complaint(String command, String argument) {
        Pattern allowed = KNOWN.get(command);
        if (allowed == null) {
            return "-113,\"Undefined header;" + command + "\"";
        }
        return allowed.matcher(argument).matches() ? "" : "-222,\"Data out of range;" + command + " " + argument + "\"";
    }
}
