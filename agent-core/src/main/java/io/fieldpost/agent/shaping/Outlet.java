package io.fieldpost.agent.shaping;

import io.fieldpost.driver.Measurement;

/** Where shaped measurements go. */
public interface Outlet {
    /** Shows a measurement before anything is left out, for whoever looks at the newest. */
    void see(Measurement measurement);

    /**
     * Keeps a measurement, or counts it as lost.
     *
     * @return whether it was kept
     */
    boolean keep(Measurement measurement);
}
