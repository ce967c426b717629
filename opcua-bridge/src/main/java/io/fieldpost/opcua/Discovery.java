package io.fieldpost.opcua;

import io.fieldpost.driver.DriverException;
import java.time.Duration;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.DiscoveryClient;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.transport.client.OpcClientTransport;

/**
 * Asks a server for its endpoints (GetEndpoints, Part 4, 5.5.4), over a connection of its own. Milo's own way would hide the first
 * failure behind that of a second attempt at {@code /discovery}.
 */
final class Discovery {
    private Discovery() {}

    /** What the server offers; waits at most {@code timeout}. The connection is closed, and serves no second time. */
    static List<EndpointDescription> endpoints(String url, OpcClientTransport transport, Duration timeout)
            throws DriverException {
        DiscoveryClient client = new DiscoveryClient(unprotected(url), transport);
        try {
            var answer = client.connectAsync()
                    .thenCompose(connected -> connected.getEndpoints(
                            url, new String[0], new String[] {Stack.TCP_UASC_UABINARY_TRANSPORT_URI}));
            EndpointDescription[] endpoints = Failures.await(answer, timeout, "ask for the endpoints of " + url)
                    .getEndpoints();
            return endpoints == null ? List.of() : List.of(endpoints);
        } finally {
            // Not waited for: whatever is left of it ends with the threads.
            client.disconnectAsync();
        }
    }

    /** The endpoint that every server has for discovery: no protection, no user. */
    static EndpointDescription unprotected(String url) {
        return new EndpointDescription(
                url,
                null,
                null,
                MessageSecurityMode.None,
                SecurityPolicy.None.getUri(),
                null,
                Stack.TCP_UASC_UABINARY_TRANSPORT_URI,
                UByte.valueOf(0));
    }
}
