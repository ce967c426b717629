package io.fieldpost.opcua;

import io.fieldpost.opcua.event.KnownConditions;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What lives as long as the agent, over all connections of all OPC UA sources. Any thread.
 *
 * @param servers what is known of servers
 * @param ports where servers call
 * @param conditions the conditions that want attention, by source
 */
record AgentWide(
        ServerMemory.Servers servers, ReversePort.Ports ports, ConcurrentMap<String, KnownConditions> conditions) {
    AgentWide() {
        this(new ServerMemory.Servers(), new ReversePort.Ports(), new ConcurrentHashMap<>());
    }

    /** The conditions of one source. */
    KnownConditions conditionsOf(String source) {
        return conditions.computeIfAbsent(source, unknown -> new KnownConditions());
    }
}
