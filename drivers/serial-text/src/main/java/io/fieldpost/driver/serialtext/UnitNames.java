package io.fieldpost.driver.serialtext;

import java.util.HashMap;
import java.util.Map;

/** What devices call units, and what UCUM calls them. */
final class UnitNames {
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("KG", "kg"),
            Map.entry("G", "g"),
            Map.entry("T", "t"),
            Map.entry("lb", "[lb_av]"),
            Map.entry("LB", "[lb_av]"),
            Map.entry("lbs", "[lb_av]"),
            Map.entry("oz", "[oz_av]"),
            Map.entry("OZ", "[oz_av]"),
            Map.entry("ozt", "[oz_tr]"),
            Map.entry("MM", "mm"),
            Map.entry("in", "[in_i]"),
            Map.entry("IN", "[in_i]"),
            Map.entry("inch", "[in_i]"),
            Map.entry("C", "Cel"),
            Map.entry("°C", "Cel"),
            Map.entry("℃", "Cel"),
            Map.entry("F", "[degF]"),
            Map.entry("°F", "[degF]"),
            Map.entry("%RH", "%"),
            Map.entry("µm", "um"),
            Map.entry("PCS", "1"),
            Map.entry("pcs", "1"));

    private final Map<String, String> names = new HashMap<>(KNOWN);

    /** @param own the settings', which go before those that are known */
    UnitNames(Map<String, String> own) {
        names.putAll(own);
    }

    /** UCUM code of what a device wrote; what is unknown stays as it is. */
    String ucum(String written) {
        String stripped = written.strip();
        return names.getOrDefault(stripped, stripped);
    }
}
