package io.fieldpost.radio.node;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.radio.position.FixedPosition;
import io.fieldpost.radio.position.GpsdClient;
import io.fieldpost.radio.position.NoPosition;
import io.fieldpost.radio.position.PositionSource;
import io.fieldpost.radio.settings.PositionSettings;

/** Where a node learns its place from. */
final class Places {
    private Places() {}

    static PositionSource of(PositionSettings settings, DriverContext context) {
        String gpsd = settings.gpsd();
        if (gpsd != null) {
            int colon = gpsd.lastIndexOf(':');
            return new GpsdClient(
                    gpsd.substring(0, colon),
                    Integer.parseInt(gpsd.substring(colon + 1)),
                    context.source() + "-gpsd",
                    context.clock(),
                    context::clockSynchronised);
        }
        if (settings.latitude() == null || settings.longitude() == null) {
            return new NoPosition(context::clockSynchronised);
        }
        return new FixedPosition(
                settings.latitude(),
                settings.longitude(),
                settings.altitude() == null ? Double.NaN : settings.altitude(),
                context::clockSynchronised);
    }
}
