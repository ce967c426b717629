package io.fieldpost.radio.node;

import io.fieldpost.driver.DriverException;

/** What the thread that takes receptions does with them. One thread at a time. */
interface PanoramaWork extends Missions {
    /**
     * Takes one.
     *
     * @throws DriverException when nothing can go on
     */
    void step(Reception reception) throws DriverException;

    /** Nothing more will come. */
    void end();
}
