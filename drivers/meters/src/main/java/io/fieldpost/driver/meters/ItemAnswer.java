package io.fieldpost.driver.meters;

import io.fieldpost.driver.Quality;

/** What came of asking a meter for one item. */
sealed interface ItemAnswer {
    /** The data behind the identifier, put together where it took several frames. */
    record Data(byte[] bytes) implements ItemAnswer {}

    /** The meter said no. */
    record Refused(Quality quality, String why) implements ItemAnswer {}

    /** There was no answer that could be used. */
    record Failed(LineFault fault) implements ItemAnswer {}
}
