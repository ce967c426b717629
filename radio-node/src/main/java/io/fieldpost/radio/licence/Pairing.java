package io.fieldpost.radio.licence;

import io.fieldpost.radio.detect.Emission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which emission is which licensed station: the strongest whose centre lies within the licensed channel, each emission for the nearest
 * channel only. What else lies in the channel of a station that is on the air belongs to it. An emission that lies mostly in channels whose
 * stations are not seen otherwise covers them: whether they are on the air can't be said, and it is nobody's.
 */
final class Pairing {
    private final Map<Channel, Emission> stations = new HashMap<>();
    private final List<Emission> covering = new ArrayList<>();
    private final List<Emission> others = new ArrayList<>();

    static Pairing of(List<Channel> channels, List<Emission> emissions) {
        Pairing pairing = new Pairing();
        for (Emission emission : emissions) {
            Channel channel = nearest(channels, emission.centerHz());
            if (channel != null) {
                pairing.stations.merge(channel, emission, (a, b) -> a.levelDb() >= b.levelDb() ? a : b);
            }
        }
        for (Emission emission : emissions) {
            if (nearest(channels, emission.centerHz()) == null) {
                (pairing.coversUnseen(channels, emission) ? pairing.covering : pairing.others).add(emission);
            }
        }
        return pairing;
    }

    /** The station on a channel, or null. */
    @Nullable
    Emission station(Channel channel) {
        return stations.get(channel);
    }

    /** Whether something else lies over the channel. */
    boolean covered(Channel channel) {
        return covering.stream()
                .anyMatch(emission ->
                        emission.startHz() < channel.frequencyHz() && emission.stopHz() > channel.frequencyHz());
    }

    /** What belongs to no channel. */
    List<Emission> others() {
        return others;
    }

    private boolean coversUnseen(List<Channel> channels, Emission emission) {
        double start = emission.centerHz() - emission.bandwidthHz() / 2;
        double stop = emission.centerHz() + emission.bandwidthHz() / 2;
        double common = 0;
        for (Channel channel : channels) {
            if (!stations.containsKey(channel)) {
                common += Math.max(0, Math.min(stop, channel.stopHz()) - Math.max(start, channel.startHz()));
            }
        }
        return 2 * common >= emission.bandwidthHz();
    }

    private static @Nullable Channel nearest(List<Channel> channels, double frequencyHz) {
        Channel nearest = null;
        double least = Double.POSITIVE_INFINITY;
        for (Channel channel : channels) {
            double distance = Math.abs(channel.frequencyHz() - frequencyHz);
            if (distance <= channel.bandwidthHz() / 2.0 && distance < least) {
                nearest = channel;
                least = distance;
            }
        }
        return nearest;
    }
}
