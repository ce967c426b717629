package io.fieldpost.opcua.address;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.jspecify.annotations.Nullable;

/**
 * EUInformation (Part 8, 5.6.4.3) as UCUM. Its unitId holds the two or three characters of a code of UNECE Recommendation 20. A code that
 * is not in the table, or another unit system, becomes a UCUM annotation made of the displayed text: {@code {Schuss}} is a plain number
 * of that.
 */
final class UnitCodes {
    private static final String UNECE = "http://www.opcfoundation.org/UA/units/un/cefact";
    private static final String NONE = "1";
    private static final int LONGEST_ANNOTATION = 30;

    private static final Map<String, String> BY_CODE = table("""
            C62 1 P1 % 59 [ppm] 2N dB
            CEL Cel KEL K FAH [degF]
            MTR m DMT dm CMT cm MMT mm 4H um C45 nm KMT km INH [in_i] FOT [ft_i]
            MTK m2 CMK cm2 MMK mm2 MTQ m3 DMQ dm3 CMQ cm3 MMQ mm3 LTR L MLT mL
            KGM kg GRM g MGM mg TNE t
            SEC s C26 ms B98 us C47 ns MIN min HUR h DAY d
            HTZ Hz KHZ kHz MHZ MHz A86 GHz RPM {rev}/min RPS {rev}/s
            MTS m/s C16 mm/s KMH km/h 2X m/min MSK m/s2
            MQH m3/h MQS m3/s L2 L/min E32 L/h KGS kg/s E93 kg/h
            PAL Pa KPA kPa MPA MPa A97 hPa BAR bar MBR mbar PS [psi]
            NEW N B47 kN NU N.m B48 kN.m 4P N/m C65 Pa.s
            JOU J KJO kJ 3B MJ WHR W.h KWH kW.h MWH MW.h
            WTT W KWT kW MAW MW D46 V.A KVA kV.A
            VLT V 2Z mV KVT kV AMP A 4K mA B84 uA OHM Ohm B49 kOhm B75 MOhm FAR F 4O uF
            DD deg C81 rad CDL cd LUX lx LUM lm D33 T
            KMQ kg/m3 23 g/cm3 GL g/L M1 mg/L C34 mol Q30 [pH]
            """);

    /** What people write on panels, for servers that leave the unitId at nothing. */
    private static final Map<String, String> BY_TEXT = table("""
            °C Cel ℃ Cel °F [degF] K K % % bar bar mbar mbar Pa Pa kPa kPa MPa MPa mm mm cm cm m m µm um s s ms ms min min h h
            kg kg g g t t N N kN kN Nm N.m N·m N.m W W kW kW kWh kW.h V V mV mV A A mA mA Hz Hz kHz kHz MHz MHz dB dB
            rpm {rev}/min 1/min /min mm/s mm/s m/s m/s m/min m/min l/min L/min L/min L/min m³/h m3/h m3/h m3/h ° deg Ohm Ohm Ω Ohm
            """);

    private UnitCodes() {}

    private static Map<String, String> table(String text) {
        Map<String, String> table = new HashMap<>();
        String[] words = text.strip().split("\\s+");
        for (int i = 0; i < words.length; i += 2) {
            table.put(words[i], words[i + 1]);
        }
        return table;
    }

    /** UCUM code; {@code 1} where nothing is told. */
    static String ucum(EUInformation unit) {
        String text =
                unit.getDisplayName() == null ? null : unit.getDisplayName().text();
        Integer id = unit.getUnitId();
        if (id != null && (unit.getNamespaceUri() == null || UNECE.equals(unit.getNamespaceUri()))) {
            String known = BY_CODE.get(code(id));
            if (known != null) {
                return known;
            }
        }
        return byText(text);
    }

    private static String byText(@Nullable String text) {
        String shown = text == null ? "" : text.strip();
        if (shown.isEmpty()) {
            return NONE;
        }
        String known = BY_TEXT.get(shown);
        if (known != null) {
            return known;
        }
        StringBuilder annotation = new StringBuilder();
        for (int i = 0; i < shown.length() && annotation.length() < LONGEST_ANNOTATION; i++) {
            char c = shown.charAt(i);
            annotation.append(c > ' ' && c < 0x7F && c != '{' && c != '}' ? c : '_');
        }
        return "{" + annotation + "}";
    }

    /** The characters of the code, the last in the lowest byte. */
    static String code(int unitId) {
        StringBuilder code = new StringBuilder();
        for (int shift = 24; shift >= 0; shift -= 8) {
            int c = unitId >>> shift & 0xFF;
            if (c != 0) {
                code.append((char) c);
            }
        }
        return code.toString().toUpperCase(Locale.ROOT);
    }
}
