package io.fieldpost.driver;

/**
 * What a device itself said of a command, in its own terms: an OPC UA StatusCode, a Modbus exception code.
 *
 * @param code its number, unsigned
 * @param name what its protocol calls it, such as {@code Bad_OutOfRange}
 */
public record DeviceStatus(long code, String name) {
    /** A plain yes of a device whose protocol has no word of its own for it. */
    public static final DeviceStatus OK = new DeviceStatus(0, "OK");

    /** {@code Bad_OutOfRange (0x803C0000)}; a small number is written in decimal. */
    @Override
    public String toString() {
        return name + (code > 0xFFFF ? String.format(" (0x%08X)", code) : " (" + code + ")");
    }
}
