package io.fieldpost.opcua.address;

import io.fieldpost.driver.DriverException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a server for what a {@link Rule} wants, level by level and each level in the order of names, so that what is found and
 * under which path does not depend on the order in which the server tells it. Each node is looked at once (twice where it lies both
 * inside and outside an object of the wanted type), so a hierarchy that leads back into itself ends. Of what is found, only id and
 * path are kept.
 */
final class RuleWalk {
    /** Nodes that one rule looks at; a gateway of 128 MB bears the memory of their ids. */
    static final int MOST_NODES = 200_000;

    private static final int OBJECTS_AND_VARIABLES = NodeClass.Object.getValue() | NodeClass.Variable.getValue();
    private static final Comparator<Place> BY_NAME =
            Comparator.comparing((Place place) -> place.name).thenComparing(place -> place.id.toParseableString());

    private final Calls calls;
    private final NamespaceTable namespaces;
    private final Rule rule;
    private final int most;
    private final Set<NodeId> types;
    private final boolean typeOfObjects;
    private final Set<NodeId> seen = new HashSet<>();
    private final Set<NodeId> seenInside = new HashSet<>();
    private final List<Hit> hits = new ArrayList<>();
    private boolean withServers;
    private boolean cut;

    /**
     * A variable that the rule wants.
     *
     * @param path browse names below the rule's beginning
     */
    record Hit(NodeId id, List<String> path) {}

    /** What a walk came to; {@code cut} when there was more than it may find or look at. */
    record Result(List<Hit> hits, boolean cut) {}

    /** A node on the way. {@code inside} counts the steps from the object of the wanted type; -1 outside of one. */
    private record Place(
            NodeId id,
            String name,
            @Nullable Place parent,
            int inside,
            boolean variable,
            boolean property,
            boolean ofType) {
        List<String> path() {
            List<String> path = new ArrayList<>();
            for (Place place = this; place.parent != null; place = place.parent) {
                path.add(0, place.name);
            }
            return path;
        }
    }

    /**
     * Prepares a walk.
     *
     * @param types the wanted type with its subtypes; empty for any variable
     * @param typeOfObjects whether they are types of objects
     */
    RuleWalk(Calls calls, NamespaceTable namespaces, Rule rule, int most, Set<NodeId> types, boolean typeOfObjects) {
        this.calls = calls;
        this.namespaces = namespaces;
        this.rule = rule;
        this.most = most;
        this.types = types;
        this.typeOfObjects = typeOfObjects;
    }

    /** Walks; {@code startType} is the type of the object where it begins, when known. */
    Result from(NodeId start, @Nullable NodeId startType) throws DriverException {
        withServers = ServersOwn.is(start);
        boolean inside = !typeOfObjects || startType != null && types.contains(startType);
        List<Place> level = List.of(new Place(start, "", null, inside ? 0 : -1, false, false, false));
        (inside ? seenInside : seen).add(start);
        for (int depth = 0; depth < rule.depth() && !level.isEmpty() && !cut; depth++) {
            level = below(level);
        }
        return new Result(hits, cut);
    }

    private List<Place> below(List<Place> level) throws DriverException {
        List<Place> next = new ArrayList<>();
        int window = calls.nodesPerBrowse();
        for (int from = 0; from < level.size() && !cut; from += window) {
            List<Place> parents = level.subList(from, Math.min(from + window, level.size()));
            List<NodeId> ids = parents.stream().map(Place::id).toList();
            List<List<ReferenceDescription>> references =
                    calls.browse(ids, NodeIds.HierarchicalReferences, OBJECTS_AND_VARIABLES);
            for (int i = 0; i < parents.size() && !cut; i++) {
                look(parents.get(i), references.get(i), next);
            }
        }
        return next;
    }

    private void look(Place parent, List<ReferenceDescription> references, List<Place> next) {
        List<Place> children = new ArrayList<>(references.size());
        for (ReferenceDescription reference : references) {
            NodeId id = reference.getNodeId().isLocal()
                    ? reference.getNodeId().toNodeId(namespaces).orElse(null)
                    : null;
            if (id == null || !withServers && ServersOwn.is(id)) {
                continue;
            }
            NodeId type = reference.getTypeDefinition().toNodeId(namespaces).orElse(NodeId.NULL_VALUE);
            children.add(child(parent, reference, id, type));
        }
        children.sort(BY_NAME);
        for (Place child : children) {
            if (cut || !(child.inside() < 0 ? seen : seenInside).add(child.id())) {
                continue;
            }
            if (seen.size() + seenInside.size() > MOST_NODES) {
                cut = true;
            } else if (child.variable() && child.inside() > 0 && child.ofType()) {
                consider(child);
            }
            if (!child.property()) {
                next.add(child);
            }
        }
    }

    private Place child(Place parent, ReferenceDescription reference, NodeId id, NodeId type) {
        boolean variable = reference.getNodeClass() == NodeClass.Variable;
        boolean property = variable && type.equals(NodeIds.PropertyType);
        boolean anchor = !variable && typeOfObjects && types.contains(type);
        int inside = anchor ? 0 : parent.inside() < 0 ? -1 : parent.inside() + 1;
        String told = reference.getBrowseName().name();
        String name = told == null ? "" : told.replace('/', '_');
        boolean ofType = typeOfObjects || types.isEmpty() || types.contains(type);
        return new Place(id, name, parent, inside, variable, property, ofType);
    }

    private void consider(Place variable) {
        List<String> path = variable.path();
        String inner = String.join("/", path.subList(path.size() - variable.inside(), path.size()));
        boolean ofVariable = variable.property()
                && variable.parent() != null
                && variable.parent().variable();
        if (!rule.wants(inner, ofVariable)) {
            return;
        }
        if (hits.size() == most) {
            cut = true;
            return;
        }
        hits.add(new Hit(variable.id(), path));
    }
}
