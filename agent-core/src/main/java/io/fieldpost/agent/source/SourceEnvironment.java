package io.fieldpost.agent.source;

import io.fieldpost.agent.BatchSink;
import io.fieldpost.agent.LossSink;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a source is given by whoever assembles the agent.
 *
 * @param sink where batches go; called from {@link SourceRunner#step} and {@link SourceRunner#stop} alone
 * @param losses where losses go; called from the same
 * @param clock the gateway's wall clock
 * @param clockSynchronised whether a time service has set it
 * @param gateway the gateway's id
 * @param directory the source's own directory; may not exist yet
 * @param protocolDirectory the directory of all sources of its protocol; may not exist yet
 * @param random spreads the back-off
 * @param wake called from any thread when {@link SourceRunner#step} has something to do before its time; must return at once
 * @param limits what bounds the source
 * @param nanoTime the monotonic clock that {@link SourceRunner#step} is given the time of; called from any thread
 * @param conduct takes what the driver does, together with that of others that somebody answers for
 * @param told runs what a driver wants to be run once its values are kept, one after the other
 */
public record SourceEnvironment(
        BatchSink sink,
        LossSink losses,
        InstantSource clock,
        BooleanSupplier clockSynchronised,
        String gateway,
        Path directory,
        Path protocolDirectory,
        RandomGenerator random,
        Runnable wake,
        SourceLimits limits,
        LongSupplier nanoTime,
        Conduct conduct,
        Executor told) {
    /** With a driver that is as trusted as the agent itself. */
    public SourceEnvironment(
            BatchSink sink,
            LossSink losses,
            InstantSource clock,
            BooleanSupplier clockSynchronised,
            String gateway,
            Path directory,
            Path protocolDirectory,
            RandomGenerator random,
            Runnable wake,
            SourceLimits limits,
            LongSupplier nanoTime) {
        this(
                sink,
                losses,
                clock,
                clockSynchronised,
                gateway,
                directory,
                protocolDirectory,
                random,
                wake,
                limits,
                nanoTime,
                new Conduct(),
                Runnable::run);
    }

    /** On the machine's own monotonic clock. */
    public SourceEnvironment(
            BatchSink sink,
            LossSink losses,
            InstantSource clock,
            BooleanSupplier clockSynchronised,
            String gateway,
            Path directory,
            Path protocolDirectory,
            RandomGenerator random,
            Runnable wake,
            SourceLimits limits) {
        this(
                sink,
                losses,
                clock,
                clockSynchronised,
                gateway,
                directory,
                protocolDirectory,
                random,
                wake,
                limits,
                System::nanoTime);
    }
}
