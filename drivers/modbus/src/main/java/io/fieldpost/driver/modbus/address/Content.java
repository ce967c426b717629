package io.fieldpost.driver.modbus.address;

import io.fieldpost.driver.Value;

/** What stands at an address: how many places it takes, and how their bytes are a value. */
public sealed interface Content permits SingleBit, RegisterBit, RegisterNumber, RegisterText {
    /** How many places of its table it takes: bits of a table of bits, registers otherwise. */
    int width();

    /**
     * Reads the value.
     *
     * @param bytes registers as they came, high byte first; of a table of bits one byte for each bit, 0 or 1
     * @param from where its first byte stands
     * @return {@link Value.Absent} when the bytes are no value of this kind: not-a-number, a digit above nine
     */
    Value decode(byte[] bytes, int from);

    /**
     * The bytes to write, in the same form.
     *
     * @param before what stands there now; only what shares its register with others looks at it
     * @throws UnfitException when the value would not arrive as it was meant
     */
    byte[] encode(Value value, byte[] before) throws UnfitException;

    /** Whether {@link #encode} must know what stands there. */
    default boolean sharesItsRegister() {
        return false;
    }
}
