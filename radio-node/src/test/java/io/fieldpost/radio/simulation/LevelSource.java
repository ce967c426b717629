package io.fieldpost.radio.simulation;

/** What a simulated measuring receiver reads at a frequency. */
@FunctionalInterface
public interface LevelSource {
    /**
     * The level in a channel.
     *
     * @param frequencyHz its centre
     * @param widthHz its width
     * @return dBµV at the receiver's input
     */
    double levelDbuv(double frequencyHz, double widthHz);

    /**
     * Carriers as wide as one channel over white noise.
     *
     * @param noiseDbuvPerHz density of the noise
     * @param carriers levels there are in dBµV and not relative to full scale
     */
    static LevelSource carriers(double noiseDbuvPerHz, Station... carriers) {
        return (frequencyHz, widthHz) -> {
            double power = Math.pow(10, noiseDbuvPerHz / 10) * widthHz;
            for (Station carrier : carriers) {
                double offset = carrier.frequencyHz() - frequencyHz;
                if (offset >= -widthHz / 2 && offset < widthHz / 2) {
                    power += Math.pow(10, carrier.levelDbfs() / 10);
                }
            }
            return 10 * Math.log10(power);
        };
    }
}
