package io.fieldpost.agent.plugin;

import io.fieldpost.config.Unread;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.DriverFactory;

/**
 * Stands for the driver of a plug-in that is not loaded: its sources wait and say why, and the others work.
 *
 * @param protocol that nobody else has
 * @param why there is no driver for it, with what to do
 */
public record MissingDriver(String protocol, String why) implements DriverFactory<Unread> {
    @Override
    public Class<Unread> configType() {
        return Unread.class;
    }

    @Override
    public Driver create(Unread config, DriverContext context) throws DriverException {
        throw new DriverException(Reason.UNREACHABLE, why);
    }

    /** What the plug-in's drivers can is not known, and an allow-list must not keep the file from being read without it. */
    @Override
    public boolean canWrite() {
        return true;
    }

    @Override
    public boolean canCall() {
        return true;
    }
}
