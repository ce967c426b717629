package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;

/**
 * Figures of one stream.
 *
 * @param epoch 16 hexadecimal digits
 * @param oldest lowest sequence still kept; one above {@code newest} when nothing is kept
 * @param newest highest sequence ever given, 0 before the first
 * @param bytes on the card
 * @param segments files on the card
 */
public record StreamState(StreamName stream, String epoch, long oldest, long newest, long bytes, int segments) {}
