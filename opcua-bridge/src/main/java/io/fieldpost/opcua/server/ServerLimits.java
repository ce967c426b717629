package io.fieldpost.opcua.server;

import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/**
 * What clients may ask for, in place of Milo's bounds, which a small gateway can't keep. A client reads them under
 * {@code Server/ServerCapabilities}.
 *
 * @param sessions at once
 */
record ServerLimits(int sessions) implements OpcUaServerConfigLimits {
    /**
     * Messages that a client may send: structures nested 16 deep. They are decoded before it is known who sends them, and one byte can
     * become an object. Milo decodes the standard's own nodes within the same bound, of which one has 311 KiB.
     */
    static final EncodingLimits MESSAGES = new EncodingLimits(64 * 1024 - 1, 32, 512 * 1024, 16);

    /** The longest queue of one monitored item. */
    static final int QUEUE = 20;

    static final int HISTORY_NODES = 16;

    /** Of Java's heap for one point: its nodes take 3 KiB of it, and the rest is for everything else in the agent. */
    private static final long BYTES_A_POINT = 16 * 1024;

    private static final int FEWEST_POINTS = 1000;

    private static final int SUBSCRIPTIONS_A_SESSION = 20;
    /** What a monitored item with a full queue may take of Java's heap, which other parts of the agent need too. */
    private static final long BYTES_AN_ITEM = 10 * 1024;

    private static final int FEWEST_ITEMS = 2000;

    /** How many points there may be, so that a large gateway does not end for want of memory. */
    static int points() {
        long most = Runtime.getRuntime().maxMemory() / BYTES_A_POINT;
        return (int) Math.min(Integer.MAX_VALUE, Math.max(FEWEST_POINTS, most));
    }

    @Override
    public UInteger getMaxSessions() {
        return UInteger.valueOf(sessions);
    }

    @Override
    public Double getMaxSessionTimeout() {
        return 120_000.0;
    }

    @Override
    public Double getMinPublishingInterval() {
        return 100.0;
    }

    @Override
    public Double getMaxSubscriptionLifetime() {
        return 3_600_000.0;
    }

    @Override
    public UInteger getMaxSubscriptions() {
        return UInteger.valueOf((long) SUBSCRIPTIONS_A_SESSION * sessions);
    }

    @Override
    public UInteger getMaxSubscriptionsPerSession() {
        return UInteger.valueOf(SUBSCRIPTIONS_A_SESSION);
    }

    @Override
    public UInteger getMaxMonitoredItems() {
        return UInteger.valueOf(Math.max(FEWEST_ITEMS, Runtime.getRuntime().maxMemory() / BYTES_AN_ITEM));
    }

    @Override
    public UInteger getMaxMonitoredItemsPerSession() {
        return getMaxMonitoredItems();
    }

    @Override
    public UInteger getMaxPasswordLength() {
        return UInteger.valueOf(256);
    }

    @Override
    public UInteger getMaxArrayLength() {
        return UInteger.valueOf(65_536);
    }

    @Override
    public UInteger getMaxStringLength() {
        return UInteger.valueOf(65_536);
    }

    @Override
    public UInteger getMaxByteStringLength() {
        return UInteger.valueOf(65_536);
    }

    @Override
    public UShort getMaxBrowseContinuationPoints() {
        return UShort.valueOf(16);
    }

    /** They are held by the client. */
    @Override
    public UShort getMaxHistoryContinuationPoints() {
        return UShort.valueOf(0);
    }

    @Override
    public UInteger getMaxNodesPerRead() {
        return UInteger.valueOf(2000);
    }

    @Override
    public UInteger getMaxNodesPerWrite() {
        return UInteger.valueOf(100);
    }

    @Override
    public UInteger getMaxMonitoredItemsPerCall() {
        return UInteger.valueOf(2000);
    }

    @Override
    public UInteger getMaxNodesPerBrowse() {
        return UInteger.valueOf(500);
    }

    @Override
    public UInteger getMaxNodesPerHistoryReadData() {
        return UInteger.valueOf(HISTORY_NODES);
    }
}
