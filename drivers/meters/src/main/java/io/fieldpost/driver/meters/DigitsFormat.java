package io.fieldpost.driver.meters;

import io.fieldpost.driver.Value;

/** Digits that are a name, such as a meter's own number: text with its leading zeros. */
record DigitsFormat(int length) implements ItemFormat {
    @Override
    public Reading read(byte[] data, int from) {
        if (Bcd.isUnavailable(data, from, length)) {
            return new Reading.Unavailable();
        }
        StringBuilder text = new StringBuilder();
        for (int i = length - 1; i >= 0; i--) {
            int pair = data[from + i] & 0xFF;
            if (!Bcd.isPair(pair)) {
                return Bcd.unreadable(data, from, length);
            }
            text.append((char) ('0' + Bcd.value(pair) / 10)).append((char) ('0' + Bcd.value(pair) % 10));
        }
        return new Reading.Plain(new Value.Text(text.toString()));
    }
}
