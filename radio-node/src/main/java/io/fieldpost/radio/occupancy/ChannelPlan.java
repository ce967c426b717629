package io.fieldpost.radio.occupancy;

import java.util.List;

/**
 * The channels whose occupancy is measured.
 *
 * @param channels in any order; they may overlap
 */
public record ChannelPlan(List<Channel> channels) {
    private static final int MOST_CHANNELS = 100_000;

    /**
     * One channel.
     *
     * @param centerHz its middle
     * @param widthHz how much of the spectrum around it counts
     */
    public record Channel(double centerHz, double widthHz) {
        public Channel {
            if (!(widthHz > 0)) {
                throw new IllegalArgumentException(
                        "a channel is wider than 0 Hz, not " + widthHz + " Hz at " + centerHz + " Hz");
            }
        }
    }

    public ChannelPlan {
        if (channels.isEmpty() || channels.size() > MOST_CHANNELS) {
            throw new IllegalArgumentException(
                    "a plan has 1 to " + MOST_CHANNELS + " channels, not " + channels.size());
        }
        channels = List.copyOf(channels);
    }

    /**
     * Channels side by side.
     *
     * @param firstCenterHz middle of the first
     * @param lastCenterHz the last one's middle is not above this
     * @param widthHz of each, and the distance of neighbours
     */
    public static ChannelPlan raster(double firstCenterHz, double lastCenterHz, double widthHz) {
        int count = (int) Math.floor((lastCenterHz - firstCenterHz) / widthHz + 1e-6) + 1;
        if (!(widthHz > 0) || count < 1 || count > MOST_CHANNELS) {
            throw new IllegalArgumentException("from " + firstCenterHz + " to " + lastCenterHz
                    + " Hz there are no 1 to " + MOST_CHANNELS + " channels of " + widthHz + " Hz");
        }
        return new ChannelPlan(java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> new Channel(firstCenterHz + i * widthHz, widthHz))
                .toList());
    }
}
