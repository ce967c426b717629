package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The logs of all streams of a store. Its monitor is the store's lock: whoever touches a log, the accounts or the budget holds it.
 */
final class StreamLogs {
    private final Map<StreamName, StreamLog> logs = new EnumMap<>(StreamName.class);

    StreamLogs(Disk disk, StoreOptions options, String epoch) {
        for (StreamName stream : StreamName.values()) {
            logs.put(stream, new StreamLog(disk, options.path(), stream, epoch, options.segmentBytes()));
        }
    }

    StreamLog of(StreamName stream) {
        return Objects.requireNonNull(logs.get(stream));
    }

    void step(long nowNanos) {
        logs.values().forEach(log -> log.step(nowNanos));
    }

    /** Bytes of all segments. */
    long bytes() {
        long sum = 0;
        for (StreamLog log : logs.values()) {
            sum += log.bytes();
        }
        return sum;
    }

    /** How the streams are, in the order of their names. */
    ByteBuffer closed() {
        ByteBuffer closed = ByteBuffer.allocate(Closed.SIZE * logs.size());
        logs.values().forEach(log -> log.closed().write(closed));
        return closed.flip();
    }

    /** What the next start can rely on if nothing is appended, in the same form as {@link #closed}. */
    ByteBuffer closedUnlessAppended() {
        ByteBuffer closed = ByteBuffer.allocate(Closed.SIZE * logs.size());
        logs.values().forEach(log -> log.closedUnlessAppended().write(closed));
        return closed.flip();
    }

    void close() {
        logs.values().forEach(StreamLog::close);
    }
}
