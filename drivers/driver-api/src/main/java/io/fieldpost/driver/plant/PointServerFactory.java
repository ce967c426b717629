package io.fieldpost.driver.plant;

import io.fieldpost.driver.DriverException;

/**
 * Makes servers of one protocol. Found by {@link java.util.ServiceLoader}, so it has a public constructor without parameters that does
 * nothing; loading it must be cheap and load nothing of the server, because it is loaded where no server is wanted.
 *
 * @param <C> the record that holds the server's {@code settings}, its components described by {@link io.fieldpost.config.Setting}
 */
public interface PointServerFactory<C extends Record> {
    /** What stands behind {@code protocol:} in {@code servers:} of the configuration, lower case. */
    String protocol();

    /** The type of {@code settings:}. */
    Class<C> configType();

    /**
     * Makes a server. Binds nothing: that is {@link PointServer#open}.
     *
     * @throws DriverException {@code CONFIGURATION} when settings that are right one by one can't work together
     */
    PointServer create(C config, PointServerContext context) throws DriverException;
}
