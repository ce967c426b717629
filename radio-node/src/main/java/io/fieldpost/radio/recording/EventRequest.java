package io.fieldpost.radio.recording;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a recording of an event is to hold.
 *
 * @param folder where it goes
 * @param name without an ending
 * @param global what is known of the whole
 * @param receiver what is known of the receiver; sample index, time and centre are filled in
 * @param before the event
 * @param after the event
 * @param label of the event, a word or two
 * @param comment about it
 */
public record EventRequest(
        Path folder,
        String name,
        SigmfGlobal global,
        SigmfCapture receiver,
        Duration before,
        Duration after,
        String label,
        String comment) {}
