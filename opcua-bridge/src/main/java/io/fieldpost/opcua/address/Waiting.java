package io.fieldpost.opcua.address;

import io.fieldpost.driver.DriverException;
import java.util.concurrent.CompletableFuture;

/** How this package waits for an answer of the server: a bounded time, and with the driver's words for what goes wrong. */
@FunctionalInterface
public interface Waiting {
    /**
     * Waits for one answer.
     *
     * @param what the thing being done, as in {@code browse the server}
     */
    <T> T await(CompletableFuture<T> answer, String what) throws DriverException;
}
