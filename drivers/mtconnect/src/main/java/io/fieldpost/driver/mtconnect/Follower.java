package io.fieldpost.driver.mtconnect;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.mtconnect.Gaps.Cause;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows an agent's buffer: what is current first, then everything from there on (MTConnect Part 1, streaming data). One unit of work is a {@link #step}; for one
 * thread.
 *
 * <p>Sequences are numbered without holes, so what is lost is arithmetic: the agent's oldest is newer than what is wanted. Then, and where an
 * earlier connection had read less, what the buffer still has is read beside what is new, and marked historical; the rest is a gap. Another
 * instance of the agent, or one that counts backwards, is a gap of unknown length. After each of these the newest of every data item
 * is told at once, so that no point is left with what was true before.
 */
final class Follower {
    /** As often as an agent may refuse what it says it has, before its word is no longer taken. */
    private static final int MOST_REFUSALS = 3;

    /** Requests for what is missing in one step, while the agent's buffer runs over it. */
    private static final int MOST_TRIES = 3;

    private final Agent agent;
    private final long count;
    private final WantedItems wanted;
    private final Delivery delivery;
    private final Gaps gaps;

    private long instanceId;
    private long bufferSize;
    private long next;
    private int refusals;
    private @Nullable Missing missing;

    /** What another step would do. */
    enum Rest {
        /** More has come than one answer may have. */
        LIVE,
        /** Only what is missing. */
        MISSING,
        /** Nothing, until there is something new. */
        NOTHING
    }

    /**
     * What the agent has and an interruption has kept from us.
     *
     * @param next the first of it
     * @param end behind the last of it
     * @param told sequences within that were told as current
     * @param begun whether the last request for it gave some of it
     */
    private record Missing(long next, long end, Set<Long> told, boolean begun) {
        Missing from(long sequence, boolean read) {
            return new Missing(sequence, end, told, read);
        }
    }

    Follower(Agent agent, int count, WantedItems wanted, Delivery delivery, Gaps gaps) {
        this.agent = agent;
        this.count = count;
        this.wanted = wanted;
        this.delivery = delivery;
        this.gaps = gaps;
    }

    /** Tells what is current, and finds what is missing since {@code remembered}. */
    void begin(Optional<Progress> remembered) throws DriverException {
        AgentAnswer.Streams current = agent.current(wanted::mayWant);
        adopt(current);
        if (remembered.isPresent()) {
            compare(remembered.get(), current);
        }
    }

    /** Begins with an agent's newest document. */
    private void adopt(AgentAnswer.Streams current) {
        StreamsHeader header = current.header();
        instanceId = header.instanceId();
        bufferSize = header.bufferSize();
        next = header.nextSequence();
        refusals = 0;
        wanted.learn(current.observations());
        delivery.tellUnresolved(current);
        delivery.deliver(current.observations(), false);
    }

    private void compare(Progress before, AgentAnswer.Streams current) {
        StreamsHeader header = current.header();
        if (before.instanceId() != header.instanceId()) {
            gaps.lost(Cause.RESTARTED, before.nextSequence(), header);
        } else if (before.nextSequence() > header.nextSequence()) {
            gaps.lost(Cause.WENT_BACK, before.nextSequence(), header);
        } else {
            long from = Math.min(Math.max(before.nextSequence(), header.firstSequence()), header.nextSequence());
            if (from > before.nextSequence()) {
                gaps.lost(Cause.OVERRUN, before.nextSequence(), from - 1, header);
            }
            if (from < header.nextSequence()) {
                missing = new Missing(from, header.nextSequence(), sequences(current.observations()), true);
            }
        }
    }

    private static Set<Long> sequences(List<Observation> observations) {
        Set<Long> sequences = new HashSet<>();
        observations.forEach(each -> sequences.add(each.sequence()));
        return sequences;
    }

    /** Up to where everything was handed over, or told as lost. */
    Progress progress() {
        Missing open = missing;
        return new Progress(instanceId, open == null ? next : Math.min(open.next(), next));
    }

    /** Asks for what is new and, when that is all, for some of what is missing. */
    Rest step() throws DriverException {
        if (followLive()) {
            return Rest.LIVE;
        }
        Missing open = missing;
        for (int tries = 0; open != null && tries < MOST_TRIES; tries++) {
            missing = fill(open);
            // Once more at once where the buffer ran over it: with a pause it would have run further.
            open = missing != null && !missing.begun() ? missing : null;
        }
        return missing == null ? Rest.NOTHING : Rest.MISSING;
    }

    /** @return whether more is there already */
    private boolean followLive() throws DriverException {
        AgentAnswer answer = agent.sample(next, allowed(count), wanted::mayWant);
        if (!(answer instanceof AgentAnswer.Streams streams)
                || streams.header().instanceId() != instanceId
                || streams.header().lastSequence() + 1 < next) {
            resume();
            return false;
        }
        refusals = 0;
        StreamsHeader header = streams.header();
        long before = next;
        List<Observation> fresh = between(streams, next, Long.MAX_VALUE);
        long oldest = fresh.isEmpty() ? header.firstSequence() : Math.min(header.firstSequence(), lowest(fresh));
        if (oldest > next) {
            // An agent that leaves out what it no longer has, instead of saying so.
            gaps.lost(Cause.OVERRUN, next, oldest - 1, header);
            next = oldest;
        }
        delivery.deliver(fresh, false);
        next = behind(streams, fresh, next);
        return next > before && next <= header.lastSequence();
    }

    /** Some agents refuse a count above their buffer's size, as out of range too. */
    private long allowed(long wish) {
        return bufferSize > 1 ? Math.min(wish, bufferSize - 1) : wish;
    }

    private static List<Observation> between(AgentAnswer.Streams streams, long from, long end) {
        return streams.observations().stream()
                .filter(each -> each.sequence() >= from && each.sequence() < end)
                .toList();
    }

    private static long lowest(List<Observation> observations) {
        return observations.stream().mapToLong(Observation::sequence).min().orElse(0);
    }

    /** Where to go on: where the agent says, within what it says it has, and never before what it told. */
    private static long behind(AgentAnswer.Streams streams, List<Observation> told, long before) {
        StreamsHeader header = streams.header();
        long said = Math.min(header.nextSequence(), header.lastSequence() + 1);
        long seen = told.stream().mapToLong(Observation::sequence).max().orElse(0) + 1;
        return Math.max(before, Math.max(said, seen));
    }

    /** The agent does not have what is wanted: what is current says why. */
    private void resume() throws DriverException {
        AgentAnswer.Streams current = agent.current(wanted::mayWant);
        StreamsHeader header = current.header();
        Progress before = new Progress(instanceId, next);
        boolean same = header.instanceId() == instanceId;
        if (same && header.firstSequence() <= next && next <= header.nextSequence()) {
            // Some refuse the sequence that does not exist yet, which only means that nothing is new.
            if (next < header.nextSequence() && ++refusals >= MOST_REFUSALS) {
                throw new DriverException(
                        Reason.PROTOCOL,
                        "the agent refuses sequence " + next + " as out of range, although it has "
                                + header.firstSequence() + " to " + header.lastSequence());
            }
            return;
        }
        giveUp(missing, header);
        missing = null;
        adopt(current);
        compare(before, current);
    }

    private void giveUp(@Nullable Missing open, StreamsHeader header) {
        if (open != null) {
            boolean same = header.instanceId() == instanceId;
            Cause cause = same ? header.nextSequence() < next ? Cause.WENT_BACK : Cause.OVERRUN : Cause.RESTARTED;
            gaps.lost(cause, open.next(), open.end() - 1, header);
        }
    }

    /** @return what is still missing; null for nothing more that could come */
    private @Nullable Missing fill(Missing open) throws DriverException {
        AgentAnswer answer = agent.sample(open.next(), allowed(count), wanted::mayWant);
        if (!(answer instanceof AgentAnswer.Streams streams)) {
            return overrun(open, agent.current((id, name) -> false).header());
        }
        StreamsHeader header = streams.header();
        if (header.instanceId() != instanceId || header.firstSequence() > open.next()) {
            return overrun(open, header);
        }
        List<Observation> found = between(streams, open.next(), open.end());
        delivery.deliver(
                found.stream()
                        .filter(each -> !open.told().contains(each.sequence()))
                        .toList(),
                true);
        long reached = behind(streams, found, open.next());
        if (reached == open.next()) {
            gaps.lost(Cause.WITHHELD, open.next(), open.end() - 1, header);
            return null;
        }
        return reached < open.end() ? open.from(reached, true) : null;
    }

    /**
     * While it was read, the agent's buffer ran over it. It does so again until the next request, so that one begins as far ahead of the
     * oldest as the buffer ran since the last: otherwise each would come too late by the same bit.
     */
    private @Nullable Missing overrun(Missing open, StreamsHeader header) {
        boolean same = header.instanceId() == instanceId;
        long from = same ? header.firstSequence() : open.end();
        if (from <= open.next()) {
            gaps.lost(Cause.WITHHELD, open.next(), open.end() - 1, header);
            return null;
        }
        long ahead = Math.min(from - open.next(), bufferSize / 4);
        long end = Math.min(from + ahead, open.end());
        gaps.lost(same ? Cause.OVERRUN : Cause.RESTARTED, open.next(), end - 1, header);
        return end < open.end() ? open.from(end, false) : null;
    }
}
