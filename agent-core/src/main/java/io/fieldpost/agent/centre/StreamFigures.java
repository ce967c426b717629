package io.fieldpost.agent.centre;

/**
 * What is known about one stream in one epoch. {@code received + missing + lost} is the distance from the lowest to the highest number.
 *
 * @param lowest lowest number that was received or reported as lost
 * @param highest highest such number
 * @param received different numbers received
 * @param duplicates messages whose number had been received before
 * @param outOfOrder new numbers that came after a higher one of the same lane. A gateway sends what is new at once and what had to wait,
 *     marked historical, beside it, each in order, and goes back only to what was not acknowledged. So this counts what the way from the
 *     gateway to here did: a broker that reorders (it must not, MQTT 5 section 4.6, but Artemis does, ARTEMIS-6191), or one that did not
 *     keep a record while it kept those behind it. It is no loss.
 * @param gaps holes now open
 * @param missing numbers in these holes: neither received nor reported as lost
 * @param lost numbers that the gateway itself reported as lost and that did not come
 */
public record StreamFigures(
        StreamKey key,
        long lowest,
        long highest,
        long received,
        long duplicates,
        long outOfOrder,
        int gaps,
        long missing,
        long lost) {}
