package io.fieldpost.driver.meters;

import io.fieldpost.driver.Value;
import java.util.ArrayList;
import java.util.List;

/** Numbers of one form behind each other, as many as there are: a block of items, such as a total with its tariffs. */
record RepeatedFormat(DecimalFormat element) implements ItemFormat {
    @Override
    public int length() {
        return 0;
    }

    @Override
    public Reading read(byte[] data, int from) {
        int length = data.length - from;
        if (length == 0 || length % element.length() != 0) {
            return new Reading.Unreadable(length + " bytes hold no whole number of " + element.length());
        }
        List<Value> values = new ArrayList<>();
        for (int at = from; at < data.length; at += element.length()) {
            Reading reading = element.read(data, at);
            if (reading instanceof Reading.Decimal decimal) {
                values.add(decimal.value());
            } else if (reading instanceof Reading.Unavailable) {
                values.add(new Value.Absent());
            } else {
                return reading;
            }
        }
        return new Reading.Plain(new Value.Array(values));
    }
}
