package io.fieldpost.opcua.address;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.FoundPoint.Access;
import io.fieldpost.driver.UncheckedDriverException;
import io.fieldpost.driver.ValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.jspecify.annotations.Nullable;

/**
 * A server's tree, parents before children, read as far as somebody looks. Each node is listed once, at the first place where it is
 * met. The server is asked for the children of one object at a time, and for what variables are {@value #WINDOW} at a time.
 */
public final class TreeWalk extends Spliterators.AbstractSpliterator<FoundPoint> {
    private static final int WINDOW = 100;
    private static final int OBJECTS_AND_VARIABLES = NodeClass.Object.getValue() | NodeClass.Variable.getValue();

    /** Properties that describe their variable, and are no values of the machine. */
    private static final Set<String> DESCRIPTIONS = Set.of(
            "EngineeringUnits",
            "EURange",
            "InstrumentRange",
            "ValuePrecision",
            "Definition",
            "EnumStrings",
            "EnumValues",
            "TrueState",
            "FalseState",
            "NodeVersion",
            "InputArguments",
            "OutputArguments");

    private final Calls calls;
    private final NamespaceTable namespaces;
    private final int levels;
    private final Deque<Siblings> open = new ArrayDeque<>();
    private final Set<NodeId> listed = new HashSet<>();
    private boolean withServers;

    private TreeWalk(Calls calls, NamespaceTable namespaces, int levels) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.calls = calls;
        this.namespaces = namespaces;
        this.levels = levels;
    }

    /**
     * What lies below a node.
     *
     * @param from an address, or an empty text for the folder Objects without what every server has
     * @param levels how many levels below it
     * @throws DriverException {@code CONFIGURATION} when there is no such node
     */
    public static Stream<FoundPoint> from(String from, int levels, OpcUaClient client, Waiting waiting)
            throws DriverException {
        Calls calls = new Calls(client, waiting);
        TreeWalk walk = new TreeWalk(calls, calls.namespaces(), levels);
        walk.begin(from);
        return StreamSupport.stream(walk, false);
    }

    private void begin(String from) throws DriverException {
        NodeId start = NodeIds.ObjectsFolder;
        if (!from.isEmpty()) {
            try {
                start = new PointResolver(calls).resolve(PointAddress.parse(from), namespaces);
            } catch (IllegalArgumentException e) {
                throw new DriverException(Reason.CONFIGURATION, String.valueOf(e.getMessage()), e);
            }
            DataValue nodeClass = calls.read(List.of(Attributes.attribute(start, AttributeId.NodeClass)))
                    .get(0);
            if (nodeClass.statusCode().isBad()) {
                throw new DriverException(Reason.CONFIGURATION, "the server does not know the node " + from);
            }
        }
        withServers = ServersOwn.is(start);
        listed.add(start);
        open.push(new Siblings(children(List.of(start), false).get(0), 0));
    }

    /** Nodes that lie in the same one. */
    private static final class Siblings {
        final List<Child> nodes;
        final int depth;
        int next;

        Siblings(List<Child> nodes, int depth) {
            this.nodes = nodes;
            this.depth = depth;
        }
    }

    /** One node, and what is known of it so far. */
    private static final class Child {
        final NodeId id;
        final String name;
        final boolean variable;
        final boolean property;
        Attributes.@Nullable Variable attributes;
        String value = "";

        @Nullable
        List<Child> children;

        Child(NodeId id, String name, boolean variable, boolean property) {
            this.id = id;
            this.name = name;
            this.variable = variable;
            this.property = property;
        }
    }

    @Override
    public boolean tryAdvance(Consumer<? super FoundPoint> action) {
        try {
            while (!open.isEmpty()) {
                Siblings siblings = open.element();
                if (siblings.next == siblings.nodes.size()) {
                    open.pop();
                    continue;
                }
                Child child = siblings.nodes.get(siblings.next);
                if (listed.contains(child.id)) {
                    siblings.next++;
                    continue;
                }
                describe(siblings);
                siblings.nodes.set(siblings.next++, NOTHING);
                listed.add(child.id);
                if (siblings.depth + 1 < levels) {
                    open.push(new Siblings(childrenOf(child), siblings.depth + 1));
                }
                action.accept(found(child, siblings.depth));
                return true;
            }
            return false;
        } catch (DriverException e) {
            throw new UncheckedDriverException(e);
        }
    }

    /** In the place of a node that was passed, so that a long list grows shorter in memory while it is read. */
    private static final Child NOTHING = new Child(NodeId.NULL_VALUE, "", false, true);

    private List<Child> childrenOf(Child child) throws DriverException {
        if (child.property) {
            return List.of();
        }
        List<Child> known = child.children;
        return known == null ? children(List.of(child.id), child.variable).get(0) : known;
    }

    private FoundPoint found(Child child, int depth) {
        String address = NodeAddress.of(child.id, namespaces).toString();
        Attributes.Variable attributes = child.attributes;
        return attributes == null
                ? new FoundPoint(address, child.name, ValueType.ANY, "1", depth, Access.FOLDER, "")
                : new FoundPoint(
                        address,
                        child.name,
                        attributes.type(),
                        attributes.unit(),
                        depth,
                        attributes.access(),
                        child.value);
    }

    /** Asks what the next variables are, when it is not known of the first. */
    private void describe(Siblings siblings) throws DriverException {
        Child first = siblings.nodes.get(siblings.next);
        if (!first.variable || first.attributes != null) {
            return;
        }
        List<Child> variables = new ArrayList<>();
        for (int i = siblings.next; i < siblings.nodes.size() && variables.size() < WINDOW; i++) {
            Child child = siblings.nodes.get(i);
            if (child.variable && !listed.contains(child.id)) {
                variables.add(child);
            }
        }
        List<NodeId> ids = variables.stream().map(child -> child.id).toList();
        List<Attributes.Variable> attributes = Attributes.of(ids, calls, namespaces);
        for (int i = 0; i < variables.size(); i++) {
            variables.get(i).attributes = attributes.get(i);
        }
        readValues(variables);
        List<Child> withChildren =
                variables.stream().filter(child -> !child.property).toList();
        List<List<Child>> children =
                children(withChildren.stream().map(child -> child.id).toList(), true);
        for (int i = 0; i < withChildren.size(); i++) {
            withChildren.get(i).children = children.get(i);
        }
    }

    private void readValues(List<Child> variables) throws DriverException {
        List<Child> cheap = new ArrayList<>();
        List<ReadValueId> ids = new ArrayList<>();
        for (Child child : variables) {
            if (child.attributes != null
                    && child.attributes.scalar()
                    && child.attributes.access().isReadable()) {
                cheap.add(child);
                ids.add(Attributes.attribute(child.id, AttributeId.Value));
            }
        }
        List<DataValue> values = calls.read(ids);
        for (int i = 0; i < cheap.size(); i++) {
            cheap.get(i).value = ShortText.of(values.get(i));
        }
    }

    private List<List<Child>> children(List<NodeId> parents, boolean ofVariables) throws DriverException {
        List<List<Child>> all = new ArrayList<>(parents.size());
        for (List<ReferenceDescription> references :
                calls.browse(parents, NodeIds.HierarchicalReferences, OBJECTS_AND_VARIABLES)) {
            List<Child> children = new ArrayList<>(references.size());
            for (ReferenceDescription reference : references) {
                Child child = child(reference);
                if (child != null && !(ofVariables && child.property && DESCRIPTIONS.contains(child.name))) {
                    children.add(child);
                }
            }
            all.add(children);
        }
        return all;
    }

    private @Nullable Child child(ReferenceDescription reference) {
        NodeId id = reference.getNodeId().isLocal()
                ? reference.getNodeId().toNodeId(namespaces).orElse(null)
                : null;
        if (id == null || !withServers && ServersOwn.is(id)) {
            return null;
        }
        String name = reference.getBrowseName().name();
        boolean variable = reference.getNodeClass() == NodeClass.Variable;
        boolean property = variable && reference.getTypeDefinition().equalTo(NodeIds.PropertyType, namespaces);
        return new Child(id, name == null ? "" : name, variable, property);
    }
}
