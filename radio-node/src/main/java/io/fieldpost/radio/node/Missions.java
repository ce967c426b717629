package io.fieldpost.radio.node;

import io.fieldpost.radio.mission.MissionState;
import io.fieldpost.radio.settings.Mission;
import java.util.List;

/** The missions of one receiver, as those see them who change them while it runs. */
interface Missions {
    /**
     * Adds a mission.
     *
     * @throws IllegalArgumentException when there is one of its name, or this receiver can't carry it out
     */
    void add(Mission mission);

    /** Removes a mission; what it found so far is kept. False when there is none of this name. */
    boolean remove(String mission);

    /** Holds a mission, or lets it go on. False when there is none of this name. */
    boolean pause(String mission, boolean hold);

    /** How each mission stands. */
    List<MissionState> states();
}
