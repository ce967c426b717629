package io.fieldpost.agent.publish;

/**
 * What a broker says to one message.
 *
 * @param ticket as it was given with the message
 * @param reason MQTT 5 reason code of the PUBACK, section 3.4.2.1
 */
public record Acknowledgement(long ticket, int reason) {
    /** The broker has it. */
    public static final int SUCCESS = 0x00;

    /** The broker threw it away, because nobody subscribes. */
    public static final int NO_MATCHING_SUBSCRIBERS = 0x10;

    /** The broker will never take a message as large as this. */
    public static final int PACKET_TOO_LARGE = 0x95;
}
