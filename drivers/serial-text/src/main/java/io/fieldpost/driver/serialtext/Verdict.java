package io.fieldpost.driver.serialtext;

/** What a line was. */
enum Verdict {
    /** None: broken, damaged or noise. It was counted. */
    DAMAGED,
    /** One that is to be ignored. */
    IGNORED,
    /** One that was judged, whatever came of it. */
    WHOLE
}
