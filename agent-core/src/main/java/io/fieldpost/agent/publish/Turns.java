package io.fieldpost.agent.publish;

import io.fieldpost.agent.StreamName;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: the most precious stream first, and none starves. Of 13 messages while all streams wait, 8 are alarms, 4 data and
 * 1 bulk.
 */
final class Turns {
    /** By the order of {@link StreamName}. */
    private static final int[] SHARES = {8, 4, 1};

    private static final StreamName[] STREAMS = StreamName.values();

    private int[] left = SHARES.clone();

    /** The stream to send from; null when none is ready. */
    @Nullable
    StreamName next(Predicate<StreamName> ready) {
        StreamName waiting = null;
        for (StreamName stream : STREAMS) {
            if (ready.test(stream)) {
                if (left[stream.ordinal()] > 0) {
                    left[stream.ordinal()]--;
                    return stream;
                }
                waiting = waiting == null ? stream : waiting;
            }
        }
        if (waiting == null) {
            return null;
        }
        left = SHARES.clone();
        left[waiting.ordinal()]--;
        return waiting;
    }
}
