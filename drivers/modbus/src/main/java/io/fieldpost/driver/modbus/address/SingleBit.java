package io.fieldpost.driver.modbus.address;

import io.fieldpost.driver.Value;

/** One coil or discrete input. */
record SingleBit() implements Content {
    @Override
    public int width() {
        return 1;
    }

    @Override
    public Value decode(byte[] bytes, int from) {
        return new Value.Bool(bytes[from] != 0);
    }

    @Override
    public byte[] encode(Value value, byte[] before) throws UnfitException {
        return new byte[] {(byte) (flag(value) ? 1 : 0)};
    }

    /** True and false, and for those who have numbers alone, 1 and 0. */
    static boolean flag(Value value) throws UnfitException {
        if (value instanceof Value.Bool bool) {
            return bool.value();
        }
        if (value instanceof Value.Int number && (number.value() == 0 || number.value() == 1)) {
            return number.value() == 1;
        }
        throw new UnfitException("a bit is true or false, not " + value);
    }
}
