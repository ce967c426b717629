package io.fieldpost.driver.plc4x;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import org.jspecify.annotations.Nullable;

/** The one session of a driver, which is renewed when PLC4X has lost its way in it. One thread. */
final class Sessions implements AutoCloseable {
    private final Plc4xSettings settings;
    private final String source;
    private @Nullable Session current;

    Sessions(Plc4xSettings settings, String source) {
        this.settings = settings;
        this.source = source;
    }

    void open() throws DriverException {
        current = Session.open(settings, source);
    }

    /** Ends the session and opens another. */
    void renew() throws DriverException {
        close();
        open();
    }

    Session current() throws DriverException {
        Session session = current;
        if (session == null) {
            throw new DriverException(Reason.UNREACHABLE, settings.line().place() + " is not connected");
        }
        return session;
    }

    @Override
    public void close() {
        Session session = current;
        current = null;
        if (session != null) {
            session.close();
        }
    }
}
