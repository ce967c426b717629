package io.fieldpost.driver.gpio;

import java.util.Locale;

/** Which way to the lines is taken. */
public enum ProviderName {
    /** The better one that works here. */
    AUTO,
    /** The kernel's character device. */
    GPIOD,
    /** The kernel's old files. */
    LINUXFS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
