package io.fieldpost.driver.nmea;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What an address names: something of a satellite receiver by its name, or a field of a sentence. */
sealed interface NmeaAddress {
    /** One of the names. */
    record Named(NavPoint point) implements NmeaAddress {}

    /** A field. */
    record Field(FieldAddress field) implements NmeaAddress {}

    static NmeaAddress parse(String address) throws AddressException {
        for (NavPoint each : NavPoint.values()) {
            if (each.word().equals(address)) {
                return new Named(each);
            }
        }
        if (address.matches("[a-z_]*")) {
            throw new AddressException("'" + address + "' is none of "
                    + Arrays.stream(NavPoint.values()).map(NavPoint::word).collect(Collectors.joining(", "))
                    + ", nor a field of a sentence like MWV.3");
        }
        return new Field(FieldAddress.parse(address));
    }
}
