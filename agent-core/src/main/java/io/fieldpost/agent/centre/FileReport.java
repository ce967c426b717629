package io.fieldpost.agent.centre;

import io.fieldpost.driver.Value;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver has of a file that a gateway sends.
 *
 * @param gateway {@code site/gateway}
 * @param source name of the source there
 * @param transfer names the transfer, within the source
 * @param name as the source calls the file; a stranger's text
 * @param size bytes of the whole file
 * @param received bytes that are here
 * @param state how it stands
 * @param message why not, in a lower-case fact; empty when all is well
 * @param path where it is; null when it is nowhere
 * @param metadata what the source says of it; empty until it is complete
 */
public record FileReport(
        String gateway,
        String source,
        String transfer,
        String name,
        long size,
        long received,
        State state,
        String message,
        @Nullable Path path,
        Value.Record metadata) {
    /** How a file stands. */
    public enum State {
        /** Pieces are missing, and may come yet. */
        INCOMPLETE,
        /** It is whole, and its SHA-512 is the one that was told. */
        COMPLETE,
        /** All pieces are here, and its SHA-512 is another one. Nothing of it was kept. */
        DAMAGED,
        /** The gateway can't send it, or the receiver not keep it. Nothing of it was kept. */
        FAILED
    }
}
