package io.fieldpost.agent.status;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Remark;
import java.time.Instant;
import java.util.List;

/**
 * One source at one moment.
 *
 * @param since when it entered this state
 * @param detail why, in words for a technician; empty when all is well
 * @param measurements accepted since the start of the process
 * @param bad of these, how many had a bad quality
 * @param failures driver calls that failed since the start
 * @param overruns polls that were skipped because the one before was still running
 * @param dropped measurements counted as lost because they came faster than they could be taken
 * @param leftOut measurements that the shaping left out: no news, or not the last of their interval
 * @param late measurements that came too late for a window or a rate, which are kept all the same
 * @param latest the newest measurement of each point, at most 256 of them
 * @param remarks what the driver says that a person should know of the connection, at most 100
 * @param remarked how many remarks there are in all
 */
public record SourceStatus(
        String name,
        String protocol,
        State state,
        Instant since,
        String detail,
        long measurements,
        long bad,
        long failures,
        long overruns,
        long dropped,
        long leftOut,
        long late,
        List<Measurement> latest,
        List<Remark> remarks,
        int remarked) {
    /** A source of which nothing was left out or late. */
    public SourceStatus(
            String name,
            String protocol,
            State state,
            Instant since,
            String detail,
            long measurements,
            long bad,
            long failures,
            long overruns,
            long dropped,
            List<Measurement> latest,
            List<Remark> remarks,
            int remarked) {
        this(
                name,
                protocol,
                state,
                since,
                detail,
                measurements,
                bad,
                failures,
                overruns,
                dropped,
                0,
                0,
                latest,
                remarks,
                remarked);
    }

    /** What a source is doing. */
    public enum State {
        CONNECTING,
        RUNNING,
        /** Failed; it tries again after its back-off. */
        WAITING,
        /** A driver call did not return after its deadline; nothing more is asked of it until it does. */
        HUNG,
        /** A person must change the configuration. */
        BROKEN,
        STOPPED
    }
}
