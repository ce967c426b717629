package io.fieldpost.opcua.address;

import io.fieldpost.driver.DriverException;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.jspecify.annotations.Nullable;

/**
 * How much a server takes in one call (OperationLimits, Part 5, 6.3.11). Where it says nothing, or 0 for "no limit", calls stay at a
 * size that servers are known to bear.
 *
 * @param translate paths in one TranslateBrowsePathsToNodeIds
 * @param browse nodes in one Browse
 * @param read nodes in one Read
 */
record ServerLimits(int translate, int browse, int read) {
    private static final int TRANSLATE = 1_000;
    /** Each node of a Browse may have many references, and an answer has to fit into one message. */
    private static final int BROWSE = 100;

    private static final int BROWSE_IF_ANNOUNCED = 1_000;

    private static final int READ = 1_000;

    static ServerLimits read(OpcUaClient client, Waiting waiting) throws DriverException {
        List<ReadValueId> ids = List.of(
                value(NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerTranslateBrowsePathsToNodeIds),
                value(NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerBrowse),
                value(NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerRead));
        DataValue @Nullable [] values = waiting.await(
                        client.readAsync(0.0, TimestampsToReturn.Neither, ids), "read the server's limits")
                .getResults();
        return values == null || values.length != ids.size()
                ? new ServerLimits(TRANSLATE, BROWSE, READ)
                : new ServerLimits(
                        bounded(values[0], TRANSLATE, TRANSLATE),
                        bounded(values[1], BROWSE, BROWSE_IF_ANNOUNCED),
                        bounded(values[2], READ, READ));
    }

    private static ReadValueId value(NodeId id) {
        return new ReadValueId(id, AttributeId.Value.uid(), null, QualifiedName.NULL_VALUE);
    }

    private static int bounded(DataValue told, int unknown, int most) {
        Object value = told.value().value();
        long limit = value instanceof UInteger number ? number.longValue() : 0;
        return limit <= 0 ? unknown : (int) Math.min(limit, most);
    }
}
