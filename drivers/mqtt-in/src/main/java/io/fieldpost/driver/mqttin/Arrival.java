package io.fieldpost.driver.mqttin;

/**
 * A message as it came.
 *
 * @param payload empty when {@code isTooLarge}
 * @param id of a message that is to be acknowledged; 0 with QoS 0
 * @param isRetained whether the broker had kept it, and gave it because of a new subscription
 * @param isTooLarge whether its payload was let go
 */
record Arrival(String topic, byte[] payload, int id, boolean isRetained, boolean isTooLarge) {}
