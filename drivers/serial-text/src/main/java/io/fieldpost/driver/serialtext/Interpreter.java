package io.fieldpost.driver.serialtext;

import static io.fieldpost.driver.serial.LineTrouble.excerpt;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Says what a value in a line is worth: by the device's word for its state, by its unit, and by whether it is a value at all. */
final class Interpreter {
    private static final Map<String, Meaning> KNOWN = Map.of(
            "S", Meaning.GOOD,
            "ST", Meaning.GOOD,
            "D", Meaning.UNCERTAIN,
            "US", Meaning.UNCERTAIN,
            "OL", Meaning.OVERLOAD,
            "UL", Meaning.UNDERLOAD);

    private final Map<String, Meaning> statuses = new HashMap<>(KNOWN);
    private final UnitNames units;

    Interpreter(Map<String, Meaning> statuses, Map<String, String> units) {
        this.statuses.putAll(statuses);
        this.units = new UnitNames(units);
    }

    /** @return empty when the line says nothing of this point, or is to be ignored */
    Optional<Outcome> outcome(Point point, TextAddress address, Found found) {
        if (found instanceof Found.Reading reading) {
            return read(point, address, reading);
        } else if (found instanceof Found.Missing missing) {
            return Optional.of(Outcome.bad(
                    Quality.BAD_ADDRESS_UNKNOWN,
                    "the line has " + missing.columns() + " columns and none of number " + missing.column()));
        } else if (found instanceof Found.GivenUp) {
            return Optional.of(Outcome.bad(
                    Quality.BAD_CONFIGURATION,
                    "the pattern is so ambiguous that it was given up after " + BoundedText.MOST_LOOKS
                            + " looks at characters; nest no repetitions"));
        }
        return Optional.empty();
    }

    private Optional<Outcome> read(Point point, TextAddress address, Found.Reading reading) {
        Meaning meaning = Meaning.GOOD;
        String remark = "";
        if (reading.status() != null) {
            String word = reading.status().strip();
            Meaning known = statuses.get(word);
            meaning = known == null ? Meaning.UNCERTAIN : known;
            remark = known == null
                    ? "nobody said what its status " + excerpt(word) + " means; write it under 'statuses'"
                    : "";
            if (meaning == Meaning.IGNORE) {
                return Optional.empty();
            }
            if (!meaning.hasValue()) {
                return Optional.of(Outcome.bad(
                        meaning.quality(), "the device tells " + meaning.words() + " by its status " + excerpt(word)));
            }
        }
        String unit = reading.unit();
        String wanted = address.unit() == null ? point.unit() : address.unit();
        if (unit != null && unit.isBlank()) {
            meaning = Meaning.UNCERTAIN;
        } else if (unit != null && !units.ucum(unit).equals(wanted)) {
            return Optional.of(Outcome.bad(Quality.BAD_CONFIGURATION, foreign(unit, wanted)));
        }
        Optional<Value> value = address.readAs().of(reading.value(), address.decimalMark());
        Meaning worth = meaning;
        String said = remark;
        return Optional.of(value.map(each -> new Outcome(each, worth.quality(), said))
                .orElseGet(() -> Outcome.bad(
                        Quality.BAD_SENSOR_FAILURE,
                        excerpt(reading.value()) + " is not " + address.readAs().words()
                                + (address.decimalMark() == ',' ? " with a decimal comma" : ""))));
    }

    private String foreign(String unit, String wanted) {
        return "the device tells its value in " + excerpt(unit.strip()) + ", which is " + excerpt(units.ucum(unit))
                + " and not " + wanted + "; switch the device back, or write the unit that it has";
    }
}
