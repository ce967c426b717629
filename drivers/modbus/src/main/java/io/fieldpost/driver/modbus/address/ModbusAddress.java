package io.fieldpost.driver.modbus.address;

/**
 * Where a value stands: {@code unit/table/number[.bit][:type[,order]][*factor]}, or with the number that many manuals print,
 * {@code unit/4xxxx}. The full description is in the driver's README.
 *
 * @param unit 0 to 255: the address of a meter on its bus, or what a TCP device wants to be called
 * @param table one of the four tables
 * @param number the first place, as it travels: counted from 0
 * @param content what stands there
 */
public record ModbusAddress(int unit, Table table, int number, Content content) {
    /** How many places it takes. */
    public int width() {
        return content.width();
    }

    /** The first place behind it. */
    public int end() {
        return number + content.width();
    }

    /** For a person: {@code unit 1, holding 256}. */
    public String place() {
        return "unit " + unit + ", " + table + " " + number;
    }

    /**
     * Reads an address.
     *
     * @throws AddressException with what is wrong, where, and what is allowed
     */
    public static ModbusAddress parse(String text) throws AddressException {
        return new AddressParser(text).address();
    }
}
