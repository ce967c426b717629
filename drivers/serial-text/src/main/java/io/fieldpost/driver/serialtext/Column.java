package io.fieldpost.driver.serialtext;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of the columns of every line.
 *
 * @param value which one, from 1
 * @param unit where its unit is; 0 for nowhere
 * @param status where its status is; 0 for nowhere
 */
record Column(int value, int unit, int status) implements Place {
    private static final Pattern SYNTAX =
            Pattern.compile("([1-9][0-9]{0,2})(?: +unit +([1-9][0-9]{0,2}))?(?: +status +([1-9][0-9]{0,2}))?");

    static Column parse(String text) throws AddressException {
        Matcher parts = SYNTAX.matcher(text.strip());
        if (!parts.matches()) {
            throw new AddressException(
                    "'" + text + "' names no column; write it like column 2, or column 3 unit 4 status 2");
        }
        return new Column(number(parts.group(1)), number(parts.group(2)), number(parts.group(3)));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    @Override
    public Found in(TextLine line) {
        List<String> columns = line.columns();
        if (value > columns.size()) {
            return new Found.Missing(value, columns.size());
        }
        return new Found.Reading(columns.get(value - 1), at(unit, columns), at(status, columns));
    }

    private static @Nullable String at(int column, List<String> columns) {
        if (column == 0) {
            return null;
        }
        return column > columns.size() ? "" : columns.get(column - 1);
    }
}
