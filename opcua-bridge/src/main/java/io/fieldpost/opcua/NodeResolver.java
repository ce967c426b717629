package io.fieldpost.opcua;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.opcua.address.Resolution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** Finds points by their NodeIds, in the namespaces as this session has them. */
final class NodeResolver implements PointWatch.Resolver {
    private final OpcUaClient client;
    private final Duration timeout;
    private final String endpoint;

    NodeResolver(OpcUaClient client, OpcUaSettings settings) {
        this.client = client;
        this.timeout = settings.requestTimeout();
        this.endpoint = settings.endpoint();
    }

    @Override
    public Resolution resolve(List<Point> points) throws DriverException {
        NamespaceTable namespaces =
                Failures.await(client.readNamespaceTableAsync(), timeout, "read the namespaces of " + endpoint);
        List<Resolution.Node> nodes = new ArrayList<>(points.size());
        List<Resolution.Refused> refused = new ArrayList<>();
        for (Point point : points) {
            try {
                NodeAddress address = NodeAddress.parse(point.address());
                NodeId node = address.resolve(namespaces);
                if (node == null) {
                    refused.add(new Resolution.Refused(
                            point,
                            Quality.BAD_ADDRESS_UNKNOWN,
                            "the server has no namespace " + address.namespaceUri()));
                } else {
                    nodes.add(new Resolution.Node(point, node));
                }
            } catch (IllegalArgumentException e) {
                refused.add(new Resolution.Refused(point, Quality.BAD_CONFIGURATION, String.valueOf(e.getMessage())));
            }
        }
        return new Resolution(nodes, refused);
    }
}
