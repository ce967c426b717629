package io.fieldpost.opcua.address;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.address.Resolution.Node;
import io.fieldpost.opcua.address.Resolution.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * Which nodes stand for the points of one source in one session, those of the configuration and those that its rules find, and what
 * became different since the last look. A new session needs a new book, because nothing of an old one need be true in it. One thread
 * at a time.
 */
public final class AddressBook {
    private final Calls calls;
    private final PointResolver resolver;
    private final PointFinder finder;
    private final List<Point> configured;
    private final List<Discover> rules;
    private Map<Point, Node> current = new LinkedHashMap<>();
    private Set<Point> refused = new HashSet<>();

    /**
     * Opens a book.
     *
     * @param client its session active
     * @param source name of the source, for the points that rules find
     * @param configured points of the configuration
     * @param rules what to find beside them
     * @param remarks told what a person should know about each rule
     */
    public AddressBook(
            OpcUaClient client,
            Waiting waiting,
            String source,
            List<Point> configured,
            List<Discover> rules,
            Consumer<Remark> remarks) {
        calls = new Calls(client, waiting);
        resolver = new PointResolver(calls);
        finder = new PointFinder(calls, resolver, source, rules, remarks);
        this.configured = List.copyOf(configured);
        this.rules = List.copyOf(rules);
    }

    /** Looks up and finds all; the first thing in a session. */
    public Resolution resolve() throws DriverException {
        NamespaceTable namespaces = calls.namespaces();
        Resolution looked = resolver.resolve(configured, namespaces);
        List<Node> nodes = new ArrayList<>(looked.nodes());
        if (!rules.isEmpty()) {
            Set<NodeId> known = new HashSet<>();
            nodes.forEach(node -> known.add(node.id()));
            Set<String> names = new HashSet<>();
            configured.forEach(point -> names.add(point.name()));
            nodes.addAll(finder.find(namespaces, known, names));
        }
        Resolution all = new Resolution(List.copyOf(nodes), List.copyOf(looked.refused()));
        keep(all);
        return all;
    }

    /** Where nothing is looked up again, nothing need be remembered: of 50,000 plain node ids that is several megabytes. */
    private void keep(Resolution resolution) {
        if (!isWorthAnotherLook()) {
            return;
        }
        Map<Point, Node> nodes = new LinkedHashMap<>(resolution.nodes().size() * 2);
        resolution.nodes().forEach(node -> nodes.put(node.point(), node));
        Set<Point> without = new HashSet<>();
        resolution.refused().forEach(one -> without.add(one.point()));
        current = nodes;
        refused = without;
    }

    /**
     * Looks some points up again, and nothing else: those that the server refused, or did not know. One that its rule finds no more is
     * left out, because only the rule can find it again: by its address alone it would be back for a moment, and be gone again at the next
     * look.
     */
    public Resolution retry(List<Point> points) throws DriverException {
        if (!isWorthAnotherLook()) {
            return resolver.resolve(points, calls.namespaces());
        }
        List<Point> known = points.stream()
                .filter(point -> current.containsKey(point) || refused.contains(point))
                .toList();
        Resolution again = resolver.resolve(known, calls.namespaces());
        again.nodes().forEach(node -> {
            current.put(node.point(), node);
            refused.remove(node.point());
        });
        again.refused().forEach(one -> {
            current.remove(one.point());
            refused.add(one.point());
        });
        return again;
    }

    /** The node of an address in this session. */
    public Resolution find(String address) throws DriverException {
        return resolver.resolve(List.of(new Point("", "", address, ValueType.ANY, "1")), calls.namespaces());
    }

    /** Whether anything can have become different without the server's having said so. */
    public boolean isWorthAnotherLook() {
        return !rules.isEmpty() || hasPaths();
    }

    private boolean hasPaths() {
        for (Point point : configured) {
            if (PathAddress.isPath(point.address())) {
                return true;
            }
        }
        return false;
    }

    /** Looks again. */
    public Changes refresh() throws DriverException {
        Map<Point, Node> before = current;
        Set<Point> refusedBefore = refused;
        Resolution now = resolve();
        List<Node> added = new ArrayList<>();
        List<Node> moved = new ArrayList<>();
        for (Node node : now.nodes()) {
            Node old = before.get(node.point());
            if (old == null) {
                added.add(node);
            } else if (!old.id().equals(node.id())) {
                moved.add(node);
            }
        }
        return new Changes(added, gone(now, before, refusedBefore), moved);
    }

    private List<Refused> gone(Resolution now, Map<Point, Node> before, Set<Point> refusedBefore) {
        List<Refused> gone = new ArrayList<>();
        Set<Point> left = new HashSet<>(before.keySet());
        left.removeAll(current.keySet());
        for (Refused one : now.refused()) {
            left.remove(one.point());
            if (!refusedBefore.contains(one.point())) {
                gone.add(one);
            }
        }
        for (Point point : left) {
            gone.add(new Refused(
                    point, Quality.BAD_ADDRESS_UNKNOWN, "the rule that found it finds it no more: " + point.address()));
        }
        return gone;
    }
}
