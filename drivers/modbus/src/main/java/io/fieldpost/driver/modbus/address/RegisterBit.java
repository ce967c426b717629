package io.fieldpost.driver.modbus.address;

import io.fieldpost.driver.Value;

/**
 * One bit of a register. Writing it writes the whole register with the other bits as they were read just before: whatever the unit
 * itself changes in between is overwritten, because only few units know the function that masks (0x16).
 *
 * @param bit 0 for the least significant, to 15
 */
record RegisterBit(int bit) implements Content {
    @Override
    public int width() {
        return 1;
    }

    @Override
    public Value decode(byte[] bytes, int from) {
        return new Value.Bool((register(bytes, from) >> bit & 1) != 0);
    }

    @Override
    public byte[] encode(Value value, byte[] before) throws UnfitException {
        int register = register(before, 0);
        int written = SingleBit.flag(value) ? register | 1 << bit : register & ~(1 << bit);
        return new byte[] {(byte) (written >> 8), (byte) written};
    }

    @Override
    public boolean sharesItsRegister() {
        return true;
    }

    private static int register(byte[] bytes, int from) {
        return (bytes[from] & 0xFF) << 8 | (bytes[from + 1] & 0xFF);
    }
}
