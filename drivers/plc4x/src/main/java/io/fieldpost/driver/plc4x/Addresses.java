package io.fieldpost.driver.plc4x;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.plc4x.java.ads.readwrite.AdsDataType;
import org.apache.plc4x.java.ads.tag.DirectAdsTag;
import org.apache.plc4x.java.api.model.PlcTag;

/**
 * Reads addresses with PLC4X's own parsers, behind a fence of our own where those let pass what fails only on the wire: an array of no elements, an unlimited one.
 */
final class Addresses {
    /** Elements of an array in one point: more is no measurement, and a controller answers at most a few hundred bytes at once. */
    static final int MOST_ELEMENTS = 1000;

    private static final int LONGEST = 250;
    private static final Pattern S7 =
            Pattern.compile("%(DB[0-9]{1,5}(\\.DB[XBWD]?|:)|[IQM][XBWD]?)[0-9]{1,7}(\\.[0-7])?"
                    + ":[A-Z0-9_]+(\\([0-9]{1,3}\\))?(\\[(?<elements>[0-9]{1,5})])?");
    private static final Pattern EIP =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+|\\[[0-9]{1,5}])*(:[A-Z]+(:(?<elements>1))?)?");
    private static final Pattern ADS_DIRECT =
            Pattern.compile("(0[xX][0-9A-Fa-f]{1,8}|[0-9]{1,10})/(0[xX][0-9A-Fa-f]{1,8}|[0-9]{1,10}):[A-Z_]+[0-9A-Z_]*"
                    + "(\\([0-9]{1,3}\\))?(\\[(?<elements>[0-9]{1,5})])?");
    private static final Pattern ADS_SYMBOL =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+)*(?<elements>\\b)");

    private Addresses() {}

    /** What is wrong with an address when nobody says for which protocol it is; empty when one takes it. */
    static String complaintAbout(String address) {
        try {
            if (address.startsWith("%")) {
                parse(Family.S7, address);
            } else if (!address.isEmpty() && Character.isDigit(address.charAt(0))) {
                parse(Family.ADS, address);
            } else if (address.contains(":") || address.contains("[")) {
                parse(Family.EIP, address);
            } else if (!ADS_SYMBOL.matcher(address).matches()) {
                return "it is no address of a controller; write it like %DB1.DBD4:REAL (s7), Line.Speed:REAL (eip, logix) or MAIN.speed (ads)";
            }
            return "";
        } catch (AddressException e) {
            return e.complaint();
        }
    }

    /** An address as PLC4X's own for one protocol. */
    static PlcTag parse(Family family, String address) throws AddressException {
        Matcher matcher = matcher(family, address);
        if (address.length() > LONGEST || !matcher.matches()) {
            throw new AddressException("it is no address of " + family.scheme() + "; write it like " + example(family));
        }
        String elements = matcher.group("elements");
        if (elements != null && !elements.isEmpty() && !isInRange(Integer.parseInt(elements))) {
            throw new AddressException("an array has 1 to " + MOST_ELEMENTS + " elements, not " + elements);
        }
        if (family == Family.S7 && address.contains(":WCHAR")) {
            throw new AddressException("PLC4X can't read WCHAR of S7; read its number as UINT, or a WSTRING");
        }
        PlcTag tag;
        try {
            tag = family.tags().parseTag(address);
            if (tag instanceof DirectAdsTag direct) {
                AdsDataType.valueOf(direct.getPlcDataType());
            }
        } catch (RuntimeException e) {
            throw new AddressException("PLC4X does not take it, " + reason(e) + "; write it like " + example(family));
        }
        if (tag == null) {
            throw new AddressException("it is no address of " + family.scheme() + "; write it like " + example(family));
        }
        return tag;
    }

    private static boolean isInRange(int elements) {
        return elements >= 1 && elements <= MOST_ELEMENTS;
    }

    private static Matcher matcher(Family family, String address) {
        return switch (family) {
            case S7 -> S7.matcher(address);
            case EIP, LOGIX -> EIP.matcher(address);
            case ADS ->
                ADS_DIRECT.matcher(address).matches() ? ADS_DIRECT.matcher(address) : ADS_SYMBOL.matcher(address);
        };
    }

    private static String reason(RuntimeException e) {
        String message = e.getMessage();
        return message == null || message.contains("No enum constant")
                ? "it names a type that the protocol does not have"
                : message.replaceFirst("\\.? invalid$", "");
    }

    private static String example(Family family) {
        return switch (family) {
            case S7 -> "%DB1.DBD4:REAL or %M0.3:BOOL";
            case EIP, LOGIX -> "Line.Speed:REAL";
            case ADS -> "MAIN.speed or 0x4020/0:INT";
        };
    }
}
