package io.fieldpost.opcua.address;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.address.Resolution.Node;
import io.fieldpost.opcua.address.Resolution.Refused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathResult;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathTarget;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nodes of points in one session. Node ids cost no call beside the one for the namespaces, however many there are, and are
 * not checked: the server says at the next service whether it knows them. Paths cost one call for as many as the server takes at once.
 */
public final class PointResolver {
    /** How many broken paths are followed step by step, to say where each ends. */
    private static final int EXPLAINED = 50;

    private final Calls calls;

    /** @param client its session active */
    public PointResolver(OpcUaClient client, Waiting waiting) {
        this(new Calls(client, waiting));
    }

    PointResolver(Calls calls) {
        this.calls = calls;
    }

    /** Finds all of them; blocks for the calls. */
    public Resolution resolve(List<Point> points) throws DriverException {
        return resolve(points, calls.namespaces());
    }

    Resolution resolve(List<Point> points, NamespaceTable namespaces) throws DriverException {
        List<Node> nodes = new ArrayList<>(points.size());
        List<Refused> refused = new ArrayList<>();
        List<PathPoint> paths = new ArrayList<>();
        for (Point point : points) {
            PointAddress address;
            try {
                address = PointAddress.parse(point.address());
            } catch (IllegalArgumentException e) {
                refused.add(new Refused(point, Quality.BAD_CONFIGURATION, String.valueOf(e.getMessage())));
                continue;
            }
            if (address instanceof PathAddress path) {
                paths.add(new PathPoint(point, path));
                continue;
            }
            NodeAddress node = ((NodeAddress) address).sharing(point.name());
            NodeId id = node.resolve(namespaces);
            if (id == null) {
                refused.add(noNamespace(point, node.namespaceUri()));
            } else {
                nodes.add(new Node(point, id));
            }
        }
        follow(paths, namespaces, nodes, refused);
        return new Resolution(nodes, refused);
    }

    /** The node of one address. @throws DriverException also when there is none, {@code CONFIGURATION} with the reason */
    NodeId resolve(PointAddress address, NamespaceTable namespaces) throws DriverException {
        Point point = new Point("", "", address.toString(), ValueType.ANY, "1");
        Resolution resolution = resolve(List.of(point), namespaces);
        if (resolution.nodes().isEmpty()) {
            throw new DriverException(
                    Reason.CONFIGURATION, resolution.refused().get(0).reason());
        }
        return resolution.nodes().get(0).id();
    }

    private record PathPoint(Point point, PathAddress path) {}

    private void follow(List<PathPoint> points, NamespaceTable namespaces, List<Node> nodes, List<Refused> refused)
            throws DriverException {
        List<PathPoint> known = new ArrayList<>(points.size());
        List<BrowsePath> wanted = new ArrayList<>(points.size());
        for (PathPoint one : points) {
            String missing = one.path().missingNamespace(namespaces);
            if (missing != null) {
                refused.add(noNamespace(one.point(), missing));
            } else {
                known.add(one);
                wanted.add(one.path().browsePath(namespaces));
            }
        }
        List<BrowsePathResult> results = calls.translate(wanted);
        int explained = 0;
        for (int i = 0; i < known.size(); i++) {
            Set<NodeId> targets = targets(results.get(i), namespaces);
            Point point = known.get(i).point();
            if (targets.size() == 1) {
                nodes.add(new Node(point, targets.iterator().next()));
            } else if (targets.size() > 1) {
                refused.add(new Refused(
                        point,
                        Quality.BAD_CONFIGURATION,
                        "the path leads to " + targets.size() + " nodes: " + point.address()
                                + "; write the node's id, such as "
                                + NodeAddress.of(targets.iterator().next(), namespaces)));
            } else {
                String where = explained++ < EXPLAINED ? end(known.get(i).path(), namespaces) : "";
                refused.add(new Refused(
                        point, Quality.BAD_ADDRESS_UNKNOWN, why(results.get(i)) + ": " + point.address() + where));
            }
        }
    }

    private static Refused noNamespace(Point point, @Nullable String uri) {
        return new Refused(
                point,
                Quality.BAD_ADDRESS_UNKNOWN,
                "the server has no namespace " + uri + "; compare it with what 'fieldpost browse' prints");
    }

    static Set<NodeId> targets(BrowsePathResult result, NamespaceTable namespaces) {
        Set<NodeId> ids = new LinkedHashSet<>();
        BrowsePathTarget @Nullable [] targets = result.getTargets();
        if (result.getStatusCode().isGood() && targets != null) {
            for (BrowsePathTarget target : targets) {
                // Anything else says how far the path leads before it leaves this server.
                if (target.getRemainingPathIndex().equals(UInteger.MAX)
                        && target.getTargetId().isLocal()) {
                    target.getTargetId().toNodeId(namespaces).ifPresent(ids::add);
                }
            }
        }
        return ids;
    }

    private static String why(BrowsePathResult result) {
        long status = result.getStatusCode().getValue();
        if (result.getStatusCode().isGood() || status == StatusCodes.Uncertain_ReferenceOutOfServer) {
            return "the path leads to another server";
        }
        return status == StatusCodes.Bad_NodeIdUnknown
                ? "the server does not know the node where the path begins"
                : "the server has nothing at this path";
    }

    /** Up to where a broken path leads. */
    private String end(PathAddress path, NamespaceTable namespaces) throws DriverException {
        int steps = path.steps().size();
        List<BrowsePath> parts = new ArrayList<>();
        for (int length = 1; length < steps; length++) {
            parts.add(path.first(length).browsePath(namespaces));
        }
        List<BrowsePathResult> results = calls.translate(parts);
        int reached = 0;
        while (reached < results.size()
                && !targets(results.get(reached), namespaces).isEmpty()) {
            reached++;
        }
        return "; it leads as far as " + (reached == 0 ? "its beginning" : path.first(reached))
                + ", where there is no '" + path.steps().get(reached).name() + "'";
    }
}
