package io.fieldpost.driver.gpio.address;

/** Where a point is on a board. */
public sealed interface GpioAddress
        permits InputAddress, OutputAddress, PwmAddress, I2cAddress, SpiAddress, OneWireAddress, LedAddress {
    /**
     * Reads an address.
     *
     * @throws AddressException with the place, what is wrong and what is allowed
     */
    static GpioAddress parse(String text) throws AddressException {
        return new AddressParser(text).address();
    }
}
