package io.fieldpost.radio.detect;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened to an emission. */
public sealed interface EmissionEvent {
    /** The emission afterwards. */
    Emission emission();

    /**
     * It was seen often enough to be one.
     *
     * @param splitFrom the emission inside whose stretch it was found, or null
     */
    record Appeared(Emission emission, @Nullable EmissionId splitFrom) implements EmissionEvent {}

    /** Something about it is no longer as it was last told. */
    record Changed(Emission emission, Set<Change> changes) implements EmissionEvent {}

    /**
     * It was not seen for long enough.
     *
     * @param mergedInto the emission that covers its stretch since then, or null
     */
    record Gone(Emission emission, @Nullable EmissionId mergedInto) implements EmissionEvent {}

    /** What can change. */
    enum Change {
        /** By 6 dB or more. */
        LEVEL,
        /** By a tenth of the bandwidth, and a cell, or more. */
        CENTER,
        /** By half, and two cells, or more. */
        BANDWIDTH,
        /** Somebody has found what it is. */
        CLASS
    }
}
