package io.fieldpost.driver.serialtext;

import io.fieldpost.driver.Quality;
import java.util.Locale;

/** What a device's word for its state, or a line that is a message and no value, means for a value. */
enum Meaning {
    GOOD(Quality.GOOD),
    /** There is a value that is not final: a scale that moves. */
    UNCERTAIN(Quality.UNCERTAIN),
    /** As if it had not been said. */
    IGNORE(Quality.GOOD),
    /** More than the device can measure. */
    OVERLOAD(Quality.BAD_SENSOR_FAILURE),
    /** Less than it can measure, such as an empty pan holder. */
    UNDERLOAD(Quality.BAD_SENSOR_FAILURE),
    /** It can't measure now. */
    NOT_READY(Quality.BAD_OUT_OF_SERVICE),
    /** It does not understand the request, or is not set for it. */
    REFUSED(Quality.BAD_CONFIGURATION),
    FAILURE(Quality.BAD_DEVICE_FAILURE);

    private final Quality quality;

    Meaning(Quality quality) {
        this.quality = quality;
    }

    Quality quality() {
        return quality;
    }

    /** Whether a value that comes with it is one. */
    boolean hasValue() {
        return quality.severity() != Quality.Severity.BAD;
    }

    /** As the settings have it, with blanks. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
