package io.fieldpost.agent.publish;

import io.fieldpost.agent.StreamName;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which lane's turn it is, and which stream's: what is new first, the backlog when nothing new waits. While both wait, one message of
 * {@value #ONE_OF} is from the backlog, so that an alarm of the last night does not starve behind new spectra that fill the link.
 */
final class LaneTurns {
    static final int ONE_OF = 8;

    /** One turn. */
    record Turn(Lane.Kind lane, StreamName stream) {}

    private final Turns live = new Turns();
    private final Turns backlog = new Turns();
    /** Live messages since the last one of the backlog. */
    private int liveInARow;

    /**
     * What to send from; null when nothing is ready.
     *
     * @param backlogMay whether the backlog's pace allows a message now
     * @param ready asked only for what may be sent
     */
    @Nullable
    Turn next(boolean backlogMay, Predicate<Turn> ready) {
        boolean backlogFirst = backlogMay && liveInARow >= ONE_OF - 1;
        Turn turn = backlogFirst ? of(Lane.Kind.BACKLOG, ready) : null;
        if (turn == null) {
            turn = of(Lane.Kind.LIVE, ready);
        }
        if (turn == null && backlogMay && !backlogFirst) {
            turn = of(Lane.Kind.BACKLOG, ready);
        }
        if (turn != null) {
            liveInARow = turn.lane == Lane.Kind.LIVE ? Math.min(liveInARow + 1, ONE_OF) : 0;
        }
        return turn;
    }

    private @Nullable Turn of(Lane.Kind lane, Predicate<Turn> ready) {
        Turns turns = lane == Lane.Kind.LIVE ? live : backlog;
        StreamName stream = turns.next(name -> ready.test(new Turn(lane, name)));
        return stream == null ? null : new Turn(lane, stream);
    }
}
