package io.fieldpost.opcua.simulation.chaos;

import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;

/** What a chaos server says that it can, and keeps to. */
record ChaosLimits(ChaosOptions options) implements OpcUaServerConfigLimits {
    @Override
    public UInteger getMaxSessions() {
        return UInteger.valueOf(options.sessions);
    }

    @Override
    public Double getMaxPublishingInterval() {
        return (double) options.longestRest.toMillis();
    }

    @Override
    public UInteger getMaxMonitoredItemsPerCall() {
        return operations();
    }

    @Override
    public UInteger getMaxNodesPerRead() {
        return operations();
    }

    @Override
    public UInteger getMaxNodesPerBrowse() {
        return operations();
    }

    @Override
    public UInteger getMaxNodesPerRegisterNodes() {
        return operations();
    }

    @Override
    public UInteger getMaxNodesPerTranslateBrowsePathsToNodeIds() {
        return operations();
    }

    @Override
    public UInteger getMaxNodesPerHistoryReadData() {
        return options.history == 0 ? UInteger.valueOf(0) : operations();
    }

    private UInteger operations() {
        return UInteger.valueOf(options.operationsPerCall);
    }
}
