package io.fieldpost.opcua;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;

/** Reads values of items (Part 4, 5.11.2), in calls no larger than the server allows, one after the other. */
final class ItemReads {
    private final OpcUaClient client;
    private volatile int nodesPerCall;

    /** What is done with an answer, on a thread of Milo's. */
    @FunctionalInterface
    interface Taker {
        void take(WatchedItem item, DataValue value);
    }

    ItemReads(OpcUaClient client, int nodesPerCall) {
        this.client = client;
        this.nodesPerCall = nodesPerCall;
    }

    /**
     * Reads all items and returns at once. A server that takes fewer nodes than it says is asked for fewer from then on.
     *
     * @return completed when the last answer was taken, or with the first call that failed
     */
    CompletableFuture<Void> read(List<WatchedItem> items, Taker taker) {
        return read(items, 0, taker);
    }

    private CompletableFuture<Void> read(List<WatchedItem> items, int from, Taker taker) {
        if (from >= items.size()) {
            return CompletableFuture.completedFuture(null);
        }
        List<WatchedItem> part = items.subList(from, Math.min(items.size(), from + nodesPerCall));
        List<ReadValueId> nodes = new ArrayList<>(part.size());
        part.forEach(item -> nodes.add(item.getReadValueId()));
        return client.readAsync(0.0, TimestampsToReturn.Both, nodes)
                .handle((answer, failure) -> {
                    if (failure == null) {
                        return taken(part, answer, taker).thenCompose(done -> read(items, from + part.size(), taker));
                    }
                    if (part.size() > 1 && PointSubscription.isTooMuch(Failures.status(failure))) {
                        nodesPerCall = part.size() / 2;
                        return read(items, from, taker);
                    }
                    return CompletableFuture.<Void>failedFuture(failure);
                })
                .thenCompose(Function.identity());
    }

    private static CompletableFuture<Void> taken(List<WatchedItem> items, ReadResponse answer, Taker taker) {
        DataValue[] values = answer.getResults();
        if (values == null || values.length != items.size()) {
            return CompletableFuture.failedFuture(new UaException(
                    StatusCodes.Bad_UnexpectedError,
                    "a read of " + items.size() + " nodes was answered with " + (values == null ? 0 : values.length)));
        }
        for (int i = 0; i < values.length; i++) {
            taker.take(items.get(i), values[i]);
        }
        return CompletableFuture.completedFuture(null);
    }
}
