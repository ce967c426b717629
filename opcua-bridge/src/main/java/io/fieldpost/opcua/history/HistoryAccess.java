package io.fieldpost.opcua.history;

import io.fieldpost.opcua.address.Resolution.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.tinylog.Logger;

/** What a server says of the history that it offers to this user, before it is asked for any. Blocks a request time-out a call. */
final class HistoryAccess {
    /** HistoryRead in UserAccessLevel (Part 3, 8.57). */
    private static final int HISTORY_READ = 1 << 2;

    private static final int MOST_NODES_PER_READ = 1_000;

    private final OpcUaClient client;
    private final Duration timeout;

    HistoryAccess(OpcUaClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /** MaxNodesPerHistoryReadData (Part 5, 6.3.11); 0 where the server names no limit. */
    long nodesPerRequest() {
        return limit(NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerHistoryReadData);
    }

    private long limit(NodeId node) {
        List<DataValue> values = read(List.of(read(node, AttributeId.Value)));
        return !values.isEmpty() && values.get(0).value().value() instanceof Number number ? number.longValue() : 0;
    }

    /** For each node whether its history may be read; where the server does not answer, a try will show. */
    BitSet readable(List<Node> nodes) {
        long limit = limit(NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerRead);
        int most = (int) (limit > 0 ? Math.min(limit, MOST_NODES_PER_READ) : MOST_NODES_PER_READ);
        BitSet readable = new BitSet(nodes.size());
        for (int start = 0; start < nodes.size(); start += most) {
            List<ReadValueId> asked = new ArrayList<>();
            for (Node node : nodes.subList(start, Math.min(nodes.size(), start + most))) {
                asked.add(read(node.id(), AttributeId.UserAccessLevel));
            }
            List<DataValue> levels = read(asked);
            for (int i = 0; i < asked.size(); i++) {
                readable.set(start + i, levels.size() != asked.size() || isReadable(levels.get(i)));
            }
        }
        return readable;
    }

    private static boolean isReadable(DataValue level) {
        return !(level.value().value() instanceof Number bits) || (bits.intValue() & HISTORY_READ) != 0;
    }

    private static ReadValueId read(NodeId node, AttributeId attribute) {
        return new ReadValueId(node, attribute.uid(), null, QualifiedName.NULL_VALUE);
    }

    private List<DataValue> read(List<ReadValueId> asked) {
        try {
            DataValue[] results = client.readAsync(0, TimestampsToReturn.Neither, asked)
                    .get(timeout.toNanos(), TimeUnit.NANOSECONDS)
                    .getResults();
            return results == null ? List.of() : List.of(results);
        } catch (ExecutionException | TimeoutException e) {
            Logger.debug(e, "what the server says of its history cannot be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }
}
