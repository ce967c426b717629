package io.fieldpost.driver.gpio.sensor;

import io.fieldpost.driver.Quality;

/** Microchip MCP3008, ten bits, single-ended (DS21295, figure 6-1: three bytes, the answer right-aligned). */
public final class Mcp3008 {
    /** Allowed at 2.7 V; there is time enough. */
    public static final int CLOCK_HZ = 1_000_000;

    private static final byte START = 1;
    private static final int SINGLE_ENDED = 8;
    private static final int STEPS = 1024;

    private Mcp3008() {}

    /**
     * Converts one channel.
     *
     * @return volts: the code times the reference over 1024 (equation 4-2)
     */
    public static double volts(SpiDevice device, int channel, double referenceVolts) throws SensorException {
        byte[] answer = device.transfer(new byte[] {START, (byte) ((SINGLE_ENDED + channel) << 4), 0});
        // A null bit stands before the ten; an open line reads as ones.
        if ((answer[1] & 4) != 0) {
            throw new SensorException(
                    Quality.BAD_COMMUNICATION, "no MCP3008 answers there; look at its supply, MISO and chip select");
        }
        return ((answer[1] & 3) << 8 | answer[2] & 0xFF) * referenceVolts / STEPS;
    }
}
