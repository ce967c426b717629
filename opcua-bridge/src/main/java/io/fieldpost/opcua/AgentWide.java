package io.fieldpost.opcua;

/**
 * What all OPC UA sources of one agent share, for as long as it runs. Any thread.
 *
 * @param servers what is known of servers beyond one connection
 * @param ports where servers call
 */
record AgentWide(ServerMemory.Servers servers, ReversePort.Ports ports) {
    AgentWide() {
        this(new ServerMemory.Servers(), new ReversePort.Ports());
    }
}
