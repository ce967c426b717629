package io.fieldpost.radio.receiver.rows;

import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads rows from what a program writes. What can't be read is counted and skipped, and the row goes on without it. One thread. */
interface RowReader {
    /**
     * Waits for the next complete row.
     *
     * @return null at the end
     */
    @Nullable
    SpectrumRow next() throws IOException;

    /** Where refused pieces are told. */
    Refusals refusals();
}
