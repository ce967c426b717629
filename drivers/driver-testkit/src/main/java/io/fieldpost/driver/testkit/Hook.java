package io.fieldpost.driver.testkit;

/** What a driver's test can offer to {@link DriverContract} beyond the least. What it can't, it declares by {@link DriverContract#lacks}. */
public enum Hook {
    /** Settings with which nobody answers: {@link DriverContract#unreachableConfig}. */
    UNREACHABLE_DEVICE("there is no device that could be unreachable"),
    /** Settings with which the device accepts and then says nothing: {@link DriverContract#silentConfig}. */
    SILENT_DEVICE("no call can block on a silent device"),
    /** A point that the device does not know: {@link DriverContract#unknownPoint}. */
    UNKNOWN_ADDRESS("the device knows every address"),
    /** A connection that can be cut: {@link DriverContract#breakCounterpart}. */
    BREAKABLE_COUNTERPART("there is no connection that could break"),
    /** A proxy through which all bytes of {@link DriverContract#workingConfig} go: {@link DriverContract#proxy}. */
    PROXIED_COUNTERPART("no bytes pass that a proxy could garble or slow down");

    private final String declared;

    Hook(String declared) {
        this.declared = declared;
    }

    /** What a test that lacks this hook declares. */
    String declared() {
        return declared;
    }
}
