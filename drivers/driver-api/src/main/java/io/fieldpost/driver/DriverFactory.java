package io.fieldpost.driver;

import java.util.List;

/**
 * Makes drivers of one protocol. Found by {@link java.util.ServiceLoader}, so it has a public constructor without parameters that does
 * nothing; loading it must be cheap, because {@code fieldpost check} loads them all.
 *
 * @param <C> the record that holds the source's {@code settings}, its components described by {@link io.fieldpost.config.Setting}
 */
public interface DriverFactory<C extends Record> {
    /** What stands behind {@code protocol:} in the configuration, lower case. */
    String protocol();

    /** The type of {@code settings:}. */
    Class<C> configType();

    /**
     * Makes a driver. Does not touch the device: that is {@link Driver#open}.
     *
     * @throws DriverException {@code CONFIGURATION} when settings that are right one by one can't work together
     */
    Driver create(C config, DriverContext context) throws DriverException;

    /**
     * Says what is wrong with a point's address, for {@code fieldpost check}.
     *
     * @return a lower-case fact with what would be right, or an empty text when the address is fine
     */
    default String complaintAbout(String address) {
        return "";
    }

    /** Whether its drivers are {@link Writable}; {@code fieldpost check} refuses points to write where they are not. */
    default boolean canWrite() {
        return false;
    }

    /** Whether its drivers are {@link Invocable}; {@code fieldpost check} refuses methods where they are not. */
    default boolean canCall() {
        return false;
    }

    /** What its drivers can be asked to do as {@link Operable}s: all that there is, so that nothing else reaches them. */
    default List<DeviceOperation> operations() {
        return List.of();
    }

    /**
     * Says what is wrong with where a method stands, for {@code fieldpost check}.
     *
     * @param object as {@link DeviceMethod#object}; empty when none is configured
     * @param address as {@link DeviceMethod#address}
     * @return a lower-case fact with what would be right, or an empty text when both are fine
     */
    default String complaintAboutMethod(String object, String address) {
        return "";
    }

    /**
     * Says what a person should know of settings that are allowed and yet not good, such as a connection that anyone can read. Shown by
     * {@code fieldpost doctor}, and as remarks of each connection.
     */
    default List<Remark> remarks(C config) {
        return List.of();
    }

    /**
     * Which setting takes a URL, for {@code fieldpost browse URL}: {@code endpoint} where this driver speaks what the URL names, and its
     * drivers are {@link Browsable}.
     *
     * @return a key of {@code settings:}, or an empty text when this URL is none of this driver's
     */
    default String settingForUrl(String url) {
        return "";
    }

    /**
     * Loads what a first connection will need, as far as that goes without a device. Called once after an installation, when the
     * launcher makes the class archive that shortens every later start; never in a running gateway. Must not throw, and take a second or
     * two at most.
     */
    default void warmUp() {}
}
