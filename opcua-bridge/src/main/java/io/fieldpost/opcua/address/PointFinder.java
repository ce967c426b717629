package io.fieldpost.opcua.address;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PointNames;
import io.fieldpost.driver.PointNames.Nameless;
import io.fieldpost.driver.Remark;
import io.fieldpost.opcua.address.Resolution.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;

/**
 * Finds points by rules. A node that two rules find is the first rule's. What was named once keeps its name as long as this finder
 * lives, whatever else appears. One thread.
 */
final class PointFinder {
    private final Calls calls;
    private final PointResolver resolver;
    private final String source;
    private final List<Discover> rules;
    private final Consumer<Remark> remarks;
    private final Map<String, String> nameByAddress = new HashMap<>();
    private final Map<String, String> told = new HashMap<>();

    PointFinder(Calls calls, PointResolver resolver, String source, List<Discover> rules, Consumer<Remark> remarks) {
        this.calls = calls;
        this.resolver = resolver;
        this.source = source;
        this.rules = List.copyOf(rules);
        this.remarks = remarks;
    }

    /**
     * Looks for all of them. A rule that can't be followed is told as a remark, and the others go on.
     *
     * @param known nodes that have points already, which are not found again
     * @param taken names that are in use
     */
    List<Node> find(NamespaceTable namespaces, Set<NodeId> known, Set<String> taken) throws DriverException {
        List<Node> found = new ArrayList<>();
        Set<NodeId> nodes = new HashSet<>(known);
        Set<String> names = new HashSet<>(taken);
        for (int i = 0; i < rules.size(); i++) {
            Discover settings = rules.get(i);
            String complaint;
            try {
                Map<NodeId, List<String>> hits = new LinkedHashMap<>();
                boolean cut = walk(settings, namespaces, nodes, hits);
                List<Node> points = points(settings, hits, namespaces, names);
                found.addAll(points);
                points.forEach(node -> names.add(node.point().name()));
                complaint = complaint(settings, hits.size(), points.size(), cut);
            } catch (DriverException e) {
                if (e.reason() != Reason.CONFIGURATION) {
                    throw e;
                }
                complaint = "finds nothing: " + e.getMessage();
            }
            tell("discover[" + i + "]", complaint.isEmpty() ? "" : settings + " " + complaint);
        }
        return found;
    }

    private void tell(String subject, String text) {
        String before = told.put(subject, text);
        if (!text.equals(before == null ? "" : before)) {
            remarks.accept(new Remark(subject, text));
        }
    }

    /** Whether there was more than may be found. */
    private boolean walk(
            Discover settings, NamespaceTable namespaces, Set<NodeId> nodes, Map<NodeId, List<String>> hits)
            throws DriverException {
        boolean cut = false;
        DriverException last = null;
        int failed = 0;
        List<Rule> parts = settings.rules();
        for (Rule rule : parts) {
            try {
                RuleWalk.Result result = walk(rule, settings.most() - hits.size(), namespaces);
                cut |= result.cut();
                for (RuleWalk.Hit hit : result.hits()) {
                    if (nodes.add(hit.id())) {
                        hits.put(hit.id(), named(hit.path(), rule.silent()));
                    }
                }
            } catch (DriverException e) {
                // A server of an older edition of a model lacks some of its types, and one without the model all of
                // them.
                if (e.reason() != Reason.CONFIGURATION) {
                    throw e;
                }
                last = e;
                failed++;
            }
        }
        if (last != null && failed == parts.size()) {
            throw last;
        }
        return cut;
    }

    private RuleWalk.Result walk(Rule rule, int most, NamespaceTable namespaces) throws DriverException {
        NodeId start = resolver.resolve(rule.under(), namespaces);
        if (rule.type() == null) {
            return new RuleWalk(calls, namespaces, rule, most, Set.of(), false).from(start, null);
        }
        NodeId type = resolver.resolve(rule.type(), namespaces);
        boolean ofObjects = isObjectType(type, rule);
        Set<NodeId> types = calls.subtypes(type, namespaces);
        return new RuleWalk(calls, namespaces, rule, most, types, ofObjects).from(start, typeOf(start, namespaces));
    }

    private boolean isObjectType(NodeId type, Rule rule) throws DriverException {
        Object told = calls.read(List.of(Attributes.attribute(type, AttributeId.NodeClass)))
                .get(0)
                .value()
                .value();
        int nodeClass = told instanceof Integer number ? number : 0;
        if (nodeClass == NodeClass.ObjectType.getValue()) {
            return true;
        }
        if (nodeClass == NodeClass.VariableType.getValue()) {
            return false;
        }
        throw new DriverException(
                Reason.CONFIGURATION,
                nodeClass == 0
                        ? "the server has no type " + rule.type()
                        : rule.type() + " is no type of objects or variables");
    }

    private NodeId typeOf(NodeId object, NamespaceTable namespaces) throws DriverException {
        for (ReferenceDescription type :
                calls.browse(List.of(object), NodeIds.HasTypeDefinition, 0).get(0)) {
            return type.getNodeId().toNodeId(namespaces).orElse(NodeId.NULL_VALUE);
        }
        return NodeId.NULL_VALUE;
    }

    private static List<String> named(List<String> path, List<String> silent) {
        List<String> named = new ArrayList<>(path);
        named.removeAll(silent);
        return named;
    }

    private List<Node> points(
            Discover settings, Map<NodeId, List<String>> hits, NamespaceTable namespaces, Set<String> taken)
            throws DriverException {
        List<NodeId> ids = new ArrayList<>(hits.keySet());
        List<Attributes.Variable> variables = Attributes.of(ids, calls, namespaces);
        List<Nameless> unnamed = new ArrayList<>();
        List<Integer> readable = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (variables.get(i).access().isReadable()) {
                readable.add(i);
                unnamed.add(new Nameless(
                        hits.getOrDefault(ids.get(i), List.of()),
                        NodeAddress.of(ids.get(i), namespaces).toString()));
            }
        }
        List<String> names = names(settings, unnamed, taken);
        List<Node> points = new ArrayList<>(readable.size());
        for (int i = 0; i < readable.size(); i++) {
            Attributes.Variable variable = variables.get(readable.get(i));
            Point point = new Point(source, names.get(i), unnamed.get(i).address(), variable.type(), variable.unit());
            points.add(new Node(point, ids.get(readable.get(i))));
        }
        return points;
    }

    private List<String> names(Discover settings, List<Nameless> unnamed, Set<String> taken) {
        Set<String> others = new HashSet<>(taken);
        others.addAll(nameByAddress.values());
        List<Nameless> fresh = unnamed.stream()
                .filter(one -> !nameByAddress.containsKey(one.address()))
                .toList();
        List<String> names = PointNames.of(fresh, settings.namesBegin(), others);
        for (int i = 0; i < fresh.size(); i++) {
            nameByAddress.put(fresh.get(i).address(), names.get(i));
        }
        return unnamed.stream()
                .map(one -> nameByAddress.getOrDefault(one.address(), ""))
                .toList();
    }

    private static String complaint(Discover settings, int hits, int readable, boolean cut) {
        if (cut) {
            return "has more than it may find: the first " + hits + " are taken; raise 'most', or narrow the rule"
                    + " by 'under', 'type', 'include' or 'exclude'";
        }
        if (hits == 0) {
            return "finds nothing; 'fieldpost browse' shows what the server has";
        }
        return readable < hits ? "leaves out " + (hits - readable) + " that this user may not read" : "";
    }
}
