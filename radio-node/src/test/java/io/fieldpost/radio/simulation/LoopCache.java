package io.fieldpost.radio.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the loops of the last 64 tunings, 16 MiB, because a scan comes back to the same frequencies again and again. */
final class LoopCache implements SignalSource {
    private static final int MOST = 64;

    private record Key(long centerHz, long sampleRateHz, double gainDb, boolean biasTee) {}

    private final SignalSource source;
    private final Map<Key, byte[]> loops = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, byte[]> eldest) {
            return size() > MOST;
        }
    };

    LoopCache(SignalSource source) {
        this.source = source;
    }

    @Override
    public byte[] loop(long centerHz, long sampleRateHz, double gainDb) {
        return loop(centerHz, sampleRateHz, gainDb, false);
    }

    @Override
    public synchronized byte[] loop(long centerHz, long sampleRateHz, double gainDb, boolean biasTee) {
        return loops.computeIfAbsent(
                new Key(centerHz, sampleRateHz, gainDb, biasTee),
                key -> source.loop(centerHz, sampleRateHz, gainDb, biasTee));
    }
}
