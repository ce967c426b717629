package io.fieldpost.driver.meters;

import io.fieldpost.driver.Value;
import java.util.regex.Matcher;

/**
 * A word of bits, low byte first: a whole number without a sign, or one of its bits.
 *
 * @param bit which one, from 0 for the lowest; -1 for the whole word
 */
record BitsFormat(int length, int bit) implements ItemFormat {
    /** @param matched with the bit, if any, and the number of bits in its groups */
    static BitsFormat of(Matcher matched) throws AddressException {
        int bits = Integer.parseInt(matched.group(2));
        int bit = matched.group(1) == null ? -1 : Integer.parseInt(matched.group(1));
        if (bit >= bits) {
            throw new AddressException("there is no bit " + bit + " of " + bits + "; the lowest is bit 0");
        }
        return new BitsFormat(bits / 8, bit);
    }

    @Override
    public Reading read(byte[] data, int from) {
        long word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = word << 8 | data[from + i] & 0xFF;
        }
        return new Reading.Plain(bit < 0 ? new Value.Int(word) : new Value.Bool((word >> bit & 1) == 1));
    }
}
