package io.fieldpost.driver.nmea;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverFactory;

/** Makes listeners to NMEA 0183 and gpsd: {@code protocol: nmea}. */
public final class NmeaDriverFactory implements DriverFactory<NmeaSettings> {
    @Override
    public String protocol() {
        return "nmea";
    }

    @Override
    public Class<NmeaSettings> configType() {
        return NmeaSettings.class;
    }

    @Override
    public Driver create(NmeaSettings config, DriverContext context) {
        return new NmeaDriver(config, context);
    }

    @Override
    public String complaintAbout(String address) {
        try {
            NmeaAddress.parse(address);
            return "";
        } catch (AddressException e) {
            return e.complaint();
        }
    }
}
