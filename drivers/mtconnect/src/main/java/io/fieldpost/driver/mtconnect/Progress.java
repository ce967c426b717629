package io.fieldpost.driver.mtconnect;

/**
 * How far an agent was read.
 *
 * @param instanceId in which life of the agent
 * @param nextSequence the first that was not handed over
 */
record Progress(long instanceId, long nextSequence) {}
