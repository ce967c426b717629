package io.fieldpost.opcua.simulation.chaos;

import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateMonitoredItemsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.DeleteMonitoredItemsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ModifyMonitoredItemsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.RegisterNodesRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.TranslateBrowsePathsToNodeIdsRequest;

/** How many nodes one request is about. */
final class Operations {
    private Operations() {}

    static int in(UaRequestMessageType request) {
        if (request instanceof ReadRequest read) {
            return length(read.getNodesToRead());
        }
        if (request instanceof HistoryReadRequest read) {
            return length(read.getNodesToRead());
        }
        if (request instanceof CreateMonitoredItemsRequest create) {
            return length(create.getItemsToCreate());
        }
        if (request instanceof ModifyMonitoredItemsRequest modify) {
            return length(modify.getItemsToModify());
        }
        if (request instanceof DeleteMonitoredItemsRequest delete) {
            return length(delete.getMonitoredItemIds());
        }
        if (request instanceof BrowseRequest browse) {
            return length(browse.getNodesToBrowse());
        }
        if (request instanceof RegisterNodesRequest register) {
            return length(register.getNodesToRegister());
        }
        if (request instanceof TranslateBrowsePathsToNodeIdsRequest translate) {
            return length(translate.getBrowsePaths());
        }
        return 1;
    }

    private static int length(Object[] nodes) {
        return nodes == null ? 0 : nodes.length;
    }
}
