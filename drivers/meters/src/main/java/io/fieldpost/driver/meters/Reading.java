package io.fieldpost.driver.meters;

import io.fieldpost.driver.Value;
import java.math.BigDecimal;

/** What the bytes of a field mean. */
sealed interface Reading {
    /**
     * A number in decimal digits, exactly as the meter shows it.
     *
     * @param digits the digits as one whole number, with its sign
     * @param decimals how many of them stand behind the point
     */
    record Decimal(long digits, int decimals) implements Reading {
        /** A whole number where there are no decimals, else the real number nearest to the digits. */
        Value value() {
            return decimals == 0
                    ? new Value.Int(digits)
                    : new Value.Real(BigDecimal.valueOf(digits, decimals).doubleValue());
        }

        @Override
        public String toString() {
            return BigDecimal.valueOf(digits, decimals).toPlainString();
        }
    }

    /** Anything else that has a value. */
    record Plain(Value value) implements Reading {}

    /** The meter has no such value at the moment: every byte is FFH. */
    record Unavailable() implements Reading {}

    /** The bytes are none of this form. */
    record Unreadable(String why) implements Reading {}
}
