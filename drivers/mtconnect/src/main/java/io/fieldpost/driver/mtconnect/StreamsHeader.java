package io.fieldpost.driver.mtconnect;

/**
 * Header of a streams document (MTConnect Part 1, Header).
 *
 * @param instanceId of this life of the agent, unsigned: sequences of another mean something else
 * @param bufferSize how many observations the agent keeps; 0 where it does not say
 * @param firstSequence the oldest that it still has
 * @param lastSequence the newest
 * @param nextSequence where the next request goes on
 */
record StreamsHeader(long instanceId, long bufferSize, long firstSequence, long lastSequence, long nextSequence) {}
