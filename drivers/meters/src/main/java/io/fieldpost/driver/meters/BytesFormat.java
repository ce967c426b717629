package io.fieldpost.driver.meters;

import io.fieldpost.driver.Value;
import java.util.Arrays;

/** Whatever there is, without a meaning. */
record BytesFormat() implements ItemFormat {
    @Override
    public int length() {
        return 0;
    }

    @Override
    public Reading read(byte[] data, int from) {
        return new Reading.Plain(new Value.Bytes(Arrays.copyOfRange(data, from, data.length)));
    }
}
