package io.fieldpost.driver;

import java.nio.file.Path;
import java.time.InstantSource;

/** What the agent gives to a driver. Valid from creation to {@link Driver#close}. */
public interface DriverContext {
    /** Name of the source in the configuration: the {@code source} of every {@link Point} the driver announces itself. */
    String source();

    /** Id of the gateway in the configuration, for what names itself to a device. */
    String gateway();

    /** The clock that stamps arrivals. Drivers take time from here alone, so that tests can set it. */
    InstantSource clock();

    /** Whether a time service has set the gateway's clock since its start, as far as it tells. Any thread. */
    default boolean clockSynchronised() {
        return false;
    }

    /** A directory of this source's own that lives as long as the gateway, for such things as certificates; may not exist yet. */
    Path directory();

    /**
     * A directory that all sources of this protocol share, for what the gateway has once, such as the key pair that it shows to every
     * machine; may not exist yet. Other sources' threads and other processes use it at the same time.
     */
    Path protocolDirectory();

    /**
     * Says what a person should know about this connection, until it ends. The next remark about the same subject and aspect takes its
     * place, and one without a text takes it back. Any thread; returns at once. A bounded number is kept, all are counted.
     */
    void remark(Remark remark);

    /**
     * Runs {@code then} once what this source has handed over so far is safe: kept by the store, left out by its shaping, or counted as
     * lost. A kill of the agent takes nothing of it any more, so a driver that can ask its device for past values may go on from there.
     * In the order of the calls; on this thread when nothing waits, else on one of the agent's, so it must return at once. Not at all
     * when the agent has cut the driver off: then nothing is known of what it handed over last.
     */
    default void whenKept(Runnable then) {
        then.run();
    }

    /**
     * Tells the runner that the session ended by itself. Any thread; returns at once; only the first call of a driver counts. The
     * runner marks the points as not connected, closes this driver and opens another after its back-off.
     */
    void connectionLost(DriverException cause);
}
