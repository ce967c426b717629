package io.fieldpost.driver.gpio.address;

/** What becomes of an output when nobody is there to switch it. */
public enum SafeState {
    OFF,
    ON,
    /** It stays as it was last written. */
    KEEP;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
