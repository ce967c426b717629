package io.fieldpost.opcua.server;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;

/**
 * UCUM codes as OPC UA engineering units (Part 8, 5.6.3): the UNECE Recommendation 20 common code where there is one in the table
 * below, with the code's characters as {@code unitId}; any other UCUM code under UCUM's own URI with {@code unitId} -1.
 */
final class EngineeringUnits {
    /** What Part 8 names for the UNECE codes. */
    static final String UNECE = "http://www.opcfoundation.org/UA/units/un/cefact";
    /** For codes that are not in the table. */
    static final String UCUM = "http://unitsofmeasure.org";

    private static final Map<String, EUInformation> KNOWN = new HashMap<>();

    static {
        // UCUM, UNECE Rec 20 common code, symbol, name
        put("Cel", "CEL", "°C", "degree Celsius");
        put("[degF]", "FAH", "°F", "degree Fahrenheit");
        put("K", "KEL", "K", "kelvin");
        put("bar", "BAR", "bar", "bar");
        put("mbar", "MBR", "mbar", "millibar");
        put("Pa", "PAL", "Pa", "pascal");
        put("hPa", "A97", "hPa", "hectopascal");
        put("kPa", "KPA", "kPa", "kilopascal");
        put("MPa", "MPA", "MPa", "megapascal");
        put("m", "MTR", "m", "metre");
        put("mm", "MMT", "mm", "millimetre");
        put("cm", "CMT", "cm", "centimetre");
        put("um", "4H", "µm", "micrometre (micron)");
        put("km", "KMT", "km", "kilometre");
        put("m2", "MTK", "m²", "square metre");
        put("m3", "MTQ", "m³", "cubic metre");
        put("L", "LTR", "l", "litre");
        put("mL", "MLT", "ml", "millilitre");
        put("m/s", "MTS", "m/s", "metre per second");
        put("mm/s", "C16", "mm/s", "millimetre per second");
        put("m/min", "2X", "m/min", "metre per minute");
        put("km/h", "KMH", "km/h", "kilometre per hour");
        put("m/s2", "MSK", "m/s²", "metre per second squared");
        put("m3/h", "MQH", "m³/h", "cubic metre per hour");
        put("m3/s", "MQS", "m³/s", "cubic metre per second");
        put("L/min", "L2", "l/min", "litre per minute");
        put("s", "SEC", "s", "second [unit of time]");
        put("ms", "C26", "ms", "millisecond");
        put("us", "B98", "µs", "microsecond");
        put("min", "MIN", "min", "minute [unit of time]");
        put("h", "HUR", "h", "hour");
        put("d", "DAY", "d", "day");
        put("g", "GRM", "g", "gram");
        put("kg", "KGM", "kg", "kilogram");
        put("mg", "MGM", "mg", "milligram");
        put("t", "TNE", "t", "tonne (metric ton)");
        put("kg/h", "E93", "kg/h", "kilogram per hour");
        put("kg/s", "KGS", "kg/s", "kilogram per second");
        put("kg/m3", "KMQ", "kg/m³", "kilogram per cubic metre");
        put("N", "NEW", "N", "newton");
        put("kN", "B47", "kN", "kilonewton");
        put("N.m", "NU", "N·m", "newton metre");
        put("J", "JOU", "J", "joule");
        put("kJ", "KJO", "kJ", "kilojoule");
        put("MJ", "3B", "MJ", "megajoule");
        put("W.h", "WHR", "W·h", "watt hour");
        put("kW.h", "KWH", "kW·h", "kilowatt hour");
        put("MW.h", "MWH", "MW·h", "megawatt hour (1000 kW.h)");
        put("W", "WTT", "W", "watt");
        put("kW", "KWT", "kW", "kilowatt");
        put("MW", "MAW", "MW", "megawatt");
        put("V.A", "D46", "V·A", "volt - ampere");
        put("kV.A", "KVA", "kV·A", "kilovolt - ampere");
        put("V", "VLT", "V", "volt");
        put("mV", "2Z", "mV", "millivolt");
        put("kV", "KVT", "kV", "kilovolt");
        put("A", "AMP", "A", "ampere");
        put("mA", "4K", "mA", "milliampere");
        put("Ohm", "OHM", "Ω", "ohm");
        put("Hz", "HTZ", "Hz", "hertz");
        put("kHz", "KHZ", "kHz", "kilohertz");
        put("MHz", "MHZ", "MHz", "megahertz");
        put("GHz", "A86", "GHz", "gigahertz");
        put("/min", "C94", "min⁻¹", "reciprocal minute");
        put("/s", "C97", "s⁻¹", "reciprocal second");
        put("{rev}/min", "RPM", "r/min", "revolutions per minute");
        put("deg", "DD", "°", "degree [unit of angle]");
        put("rad", "C81", "rad", "radian");
        put("%", "P1", "%", "percent");
        put("[ppm]", "59", "ppm", "part per million");
        put("dB", "2N", "dB", "decibel");
        put("lx", "LUX", "lx", "lux");
        put("lm", "LUM", "lm", "lumen");
        put("mol", "C34", "mol", "mole");
        put("By", "AD", "byte", "byte");
    }

    private EngineeringUnits() {}

    /** The unit of a UCUM code other than {@code 1}, which is no unit. */
    static EUInformation of(String ucum) {
        EUInformation known = KNOWN.get(ucum);
        return known != null
                ? known
                : new EUInformation(UCUM, -1, LocalizedText.english(ucum), LocalizedText.english(ucum));
    }

    private static void put(String ucum, String code, String symbol, String name) {
        int id = 0;
        for (int i = 0; i < code.length(); i++) {
            id = id << 8 | code.charAt(i);
        }
        KNOWN.put(ucum, new EUInformation(UNECE, id, LocalizedText.english(symbol), LocalizedText.english(name)));
    }
}
