package io.fieldpost.opcua;

import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OperationLimits;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.tinylog.Logger;

/**
 * How much may be asked of a server in one call (OperationLimits, Part 5, 6.3.11), and never more than our own bound. A server that does
 * not say has none.
 */
final class ServerLimits {
    private final OpcUaClient client;

    ServerLimits(OpcUaClient client) {
        this.client = client;
    }

    /** Nodes in one Read; asks the server once, and waits for it. */
    int nodesPerRead() {
        try {
            OperationLimits limits = client.getOperationLimits();
            return bounded(limits.maxNodesPerRead());
        } catch (UaException e) {
            Logger.debug("the server tells no operation limits: {}", e.getMessage());
            return ServerMemory.MOST_PER_CALL;
        }
    }

    private static int bounded(Optional<UInteger> limit) {
        long told = limit.map(UInteger::longValue).orElse(0L);
        return told == 0 ? ServerMemory.MOST_PER_CALL : (int) Math.min(told, ServerMemory.MOST_PER_CALL);
    }
}
