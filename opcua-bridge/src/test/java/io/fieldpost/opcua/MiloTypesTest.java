package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;
import org.junit.jupiter.api.Test;

/** The thousand classes for types of nodes, which Milo's client would load, stay out of memory. */
class MiloTypesTest {
    @Test
    void clientKnowsNoTypesOfNodes() {
        EndpointDescription nowhere =
                new EndpointDescription("opc.tcp://127.0.0.1:1", null, null, null, null, null, null, null);
        OpcUaClient client = new OpcUaClient(
                OpcUaClientConfig.builder().setEndpoint(nowhere).build(),
                new OpcTcpClientTransport(
                        OpcTcpClientTransportConfig.newBuilder().build()));
        assertThat(client.getObjectTypeManager().getNodeConstructor(NodeIds.ServerType))
                .isEmpty();
        assertThat(client.getVariableTypeManager().getNodeConstructor(NodeIds.ServerStatusType))
                .isEmpty();
    }
}
