package io.fieldpost.driver.nmea;

import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.serial.LineTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of a sentence: {@code MWV[2=R,4=M].3}, or a measurement of XDR by its name: {@code XDR/ENV_ATMOS_P}.
 *
 * @param sentence its type, or talker and type
 * @param conditions what other fields must be, else the sentence is about something else
 * @param number which field, from 1; 0 for a measurement of XDR
 * @param transducer its name; empty for a field
 */
record FieldAddress(ReadAs readAs, String sentence, List<Condition> conditions, int number, String transducer) {
    private static final Pattern SYNTAX = Pattern.compile(
            "(?:(int|text) +)?([A-Z0-9]{3,10})(?:\\[([^\\]]+)])?(?:\\.([1-9][0-9]{0,2})|/([^,*]{1,40}))");
    private static final Pattern CONDITION = Pattern.compile("([1-9][0-9]{0,2})=([^,*=]{1,40})");

    /** Which field says A for valid and V for not, where a sentence has such a field (NMEA 0183 4.11, 8.3). */
    private static final Map<String, Integer> STATUS_FIELDS =
            Map.of("RMC", 2, "GLL", 6, "MWV", 5, "ROT", 2, "RSA", 2, "RPM", 5);

    private static final int XDR_GROUP = 4;

    /** What a field becomes. */
    enum ReadAs {
        NUMBER,
        INT,
        TEXT
    }

    /** What a field must be. */
    record Condition(int number, String text) {}

    static FieldAddress parse(String address) throws AddressException {
        Matcher parts = SYNTAX.matcher(address);
        if (!parts.matches()) {
            throw new AddressException(
                    "'" + address
                            + "' is no field of a sentence; write it like MWV.3, WIMWV[2=R,4=M].3, text VDO.1 or XDR/ENV_ATMOS_P");
        }
        boolean transducer = parts.group(5) != null;
        if (transducer && !parts.group(2).endsWith("XDR")) {
            throw new AddressException("'" + address + "': names behind '/' are those of XDR alone");
        }
        ReadAs readAs =
                parts.group(1) == null ? ReadAs.NUMBER : parts.group(1).equals("int") ? ReadAs.INT : ReadAs.TEXT;
        return new FieldAddress(
                readAs,
                parts.group(2),
                parts.group(3) == null ? List.of() : conditions(parts.group(3)),
                transducer ? 0 : Integer.parseInt(parts.group(4)),
                transducer ? parts.group(5) : "");
    }

    private static List<Condition> conditions(String text) throws AddressException {
        List<Condition> all = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            Matcher parts = CONDITION.matcher(each);
            if (!parts.matches()) {
                throw new AddressException("'" + each + "' is no condition; write it like 2=R");
            }
            all.add(new Condition(Integer.parseInt(parts.group(1)), parts.group(2)));
        }
        return List.copyOf(all);
    }

    /** What the field comes to; empty when the sentence is about something else. */
    Optional<Outcome> of(Sentence from) {
        boolean named = from.type().equals(sentence) || (from.talker() + from.type()).equals(sentence);
        if (!named
                || !conditions.stream()
                        .allMatch(each -> from.field(each.number()).equals(each.text()))) {
            return Optional.empty();
        }
        Integer status = STATUS_FIELDS.get(from.type());
        if (status != null && from.field(status).equals("V") && number != status) {
            return Optional.of(Outcome.bad(
                    Quality.BAD_SENSOR_FAILURE, "the device says that its " + from.type() + " is not valid"));
        }
        if (!transducer.isEmpty()) {
            return transducer(from);
        }
        return Optional.of(
                number > from.fields().size()
                        ? Outcome.bad(
                                Quality.BAD_ADDRESS_UNKNOWN,
                                "the device's " + from.type() + " has "
                                        + from.fields().size() + " fields")
                        : outcome(from.field(number)));
    }

    /** Groups of kind, value, unit and name. */
    private Optional<Outcome> transducer(Sentence from) {
        for (int group = 0; group + XDR_GROUP <= from.fields().size(); group += XDR_GROUP) {
            if (from.field(group + XDR_GROUP).equals(transducer)) {
                return Optional.of(outcome(from.field(group + 2)));
            }
        }
        return Optional.empty();
    }

    private Outcome outcome(String field) {
        if (field.isEmpty()) {
            return Outcome.bad(Quality.BAD_SENSOR_FAILURE, "the device leaves it empty: it has no value");
        }
        try {
            return switch (readAs) {
                case TEXT -> Outcome.good(new Value.Text(field));
                case INT -> Outcome.good(new Value.Int(Long.parseLong(field)));
                case NUMBER -> Outcome.good(new Value.Real(Fields.number(field)));
            };
        } catch (IllegalArgumentException e) {
            return Outcome.bad(
                    Quality.BAD_SENSOR_FAILURE,
                    LineTrouble.excerpt(field) + (readAs == ReadAs.INT ? " is no whole number" : " is no number"));
        }
    }
}
