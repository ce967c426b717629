package io.fieldpost.opcua.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.structured.DataTypeDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Reads data types from the server: each type's definition and parent, then those of its fields, round by round, a round being a few
 * calls for all types at once. Only types that a watched value has are read, never the whole tree, which takes minutes on a
 * controller. Built of continuations alone, because whoever waits on one of the client's threads while the session dies waits for
 * ever. One load at a time.
 */
final class TypeLoader {
    /** Fields in fields in fields; real models have four or five. */
    private static final int MOST_ROUNDS = 12;

    private static final int MOST_TYPES = 2_000;

    private final TypeNodes nodes;
    private final DataTypes types;
    private final Dictionaries dictionaries;

    /** What was read of types that have no shape yet; for one load. */
    private final Map<NodeId, Told> told = new HashMap<>();

    /** What a server says of one type. */
    private record Told(
            @Nullable DataTypeDefinition definition,
            @Nullable NodeId parent) {}

    TypeLoader(TypeNodes nodes, DataTypes types) {
        this.nodes = nodes;
        this.types = types;
        this.dictionaries = new Dictionaries(nodes, types);
    }

    /** Reads these types and all that they are made of. What can't be read is {@link Shape.Unreadable} afterwards. */
    CompletableFuture<Void> types(Collection<NodeId> wanted) {
        told.clear();
        return rounds(unknown(wanted), 0)
                .thenCompose(done -> dictionaries.load(undefinedStructures()))
                .thenCompose(done -> enumerationNames())
                .thenRun(this::settle);
    }

    /** Reads the types of structures that came with these encodings. */
    CompletableFuture<Void> encodings(Collection<NodeId> encodings) {
        List<NodeId> asked = new ArrayList<>(encodings);
        return nodes.follow(asked, NodeIds.HasEncoding, BrowseDirection.Inverse).thenCompose(found -> {
            List<NodeId> wanted = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                NodeId encoding = asked.get(i);
                StandardTypes.Standard standard = StandardTypes.find(nodes.client(), encoding);
                NodeId type = standard != null ? standard.type() : found.get(i).orElse(encoding);
                types.putEncoding(encoding, type);
                wanted.add(type);
            }
            return types(wanted);
        });
    }

    private CompletableFuture<Void> rounds(Set<NodeId> wanted, int round) {
        if (wanted.isEmpty() || round == MOST_ROUNDS || told.size() + wanted.size() > MOST_TYPES) {
            return CompletableFuture.completedFuture(null);
        }
        List<NodeId> asked = new ArrayList<>(wanted);
        return nodes.read(asked, AttributeId.DataTypeDefinition)
                .thenCombine(
                        nodes.follow(asked, NodeIds.HasSubtype, BrowseDirection.Inverse),
                        (definitions, parents) -> learn(asked, definitions, parents))
                .thenCompose(next -> rounds(next, round + 1));
    }

    private Set<NodeId> learn(List<NodeId> asked, List<DataValue> definitions, List<Optional<NodeId>> parents) {
        List<NodeId> next = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            NodeId type = asked.get(i);
            DataTypeDefinition definition = definition(definitions.get(i));
            if (definition == null) {
                StandardTypes.Standard standard = StandardTypes.find(nodes.client(), type);
                definition = standard == null ? null : standard.definition();
            }
            NodeId parent = parents.get(i).orElse(null);
            told.put(type, new Told(definition, parent));
            if (parent != null) {
                next.add(parent);
            }
            if (definition instanceof StructureDefinition structure) {
                next.addAll(Definitions.fieldTypes(structure));
            }
        }
        return unknown(next);
    }

    private @Nullable DataTypeDefinition definition(DataValue read) {
        Object value = read.value().value();
        if (read.statusCode().isBad() || !(value instanceof ExtensionObject body)) {
            return null;
        }
        try {
            return body.decode(nodes.client().getStaticEncodingContext()) instanceof DataTypeDefinition definition
                    ? definition
                    : null;
        } catch (RuntimeException e) {
            // A definition that can't be read is none; the type is then looked for elsewhere.
            return null;
        }
    }

    private Set<NodeId> unknown(Collection<NodeId> candidates) {
        Set<NodeId> unknown = new LinkedHashSet<>();
        for (NodeId type : candidates) {
            if (type.isNotNull() && types.shape(type) == null && !told.containsKey(type)) {
                unknown.add(type);
            }
        }
        return unknown;
    }

    private List<NodeId> undefinedStructures() {
        List<NodeId> found = new ArrayList<>();
        told.forEach((type, said) -> {
            if (said.definition() == null && isA(type, NodeIds.Structure)) {
                found.add(type);
            }
        });
        return found;
    }

    /** Servers before 1.04 tell the names as a property. */
    private CompletableFuture<Void> enumerationNames() {
        List<NodeId> nameless = new ArrayList<>();
        told.forEach((type, said) -> {
            if (said.definition() == null && isA(type, NodeIds.Enumeration)) {
                nameless.add(type);
            }
        });
        if (nameless.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return names(nameless, "EnumStrings").thenCompose(done -> {
            nameless.removeIf(type -> types.shape(type) != null);
            return nameless.isEmpty() ? CompletableFuture.completedFuture(null) : names(nameless, "EnumValues");
        });
    }

    private CompletableFuture<Void> names(List<NodeId> asked, String property) {
        return nodes.property(asked, property).thenCompose(found -> {
            List<NodeId> owners = new ArrayList<>();
            List<NodeId> properties = new ArrayList<>();
            for (int i = 0; i < found.size(); i++) {
                if (found.get(i).isPresent()) {
                    owners.add(asked.get(i));
                    properties.add(found.get(i).get());
                }
            }
            return nodes.read(properties, AttributeId.Value).thenAccept(values -> {
                for (int i = 0; i < owners.size(); i++) {
                    Object names = values.get(i).value().value();
                    types.put(owners.get(i), new Shape.Enumeration(Definitions.names(names, nodes.client())));
                }
            });
        });
    }

    /** Turns everything that was read into shapes. */
    private void settle() {
        List<NodeId> all = new ArrayList<>(told.keySet());
        for (NodeId type : all) {
            shape(type, 0);
        }
        told.clear();
    }

    private Shape shape(@Nullable NodeId type, int depth) {
        if (type == null || depth > MOST_ROUNDS) {
            return new Shape.Unreadable("the server does not tell what its type is made of");
        }
        Shape known = types.shape(type);
        if (known != null) {
            return known;
        }
        Told said = told.get(type);
        if (said == null) {
            return new Shape.Unreadable("the server does not know its type " + type.toParseableString());
        }
        Shape shape;
        if (said.definition() instanceof StructureDefinition structure) {
            shape = Definitions.structure(type, structure);
            NodeId encoding = structure.getDefaultEncodingId();
            if (encoding != null && encoding.isNotNull()) {
                types.putEncoding(encoding, type);
            }
        } else if (said.definition() instanceof EnumDefinition names && isA(type, NodeIds.Enumeration)) {
            shape = new Shape.Enumeration(Definitions.names(names));
        } else {
            Shape parent = shape(said.parent(), depth + 1);
            shape = DataTypes.isStructure(parent)
                    ? new Shape.Unreadable(
                            "the server does not tell the fields of its type " + type.toParseableString())
                    : parent;
        }
        types.put(type, shape);
        return shape;
    }

    private boolean isA(NodeId type, NodeId ancestor) {
        NodeId current = type;
        for (int i = 0; i < MOST_ROUNDS && current != null; i++) {
            if (current.equals(ancestor)) {
                return true;
            }
            Told said = told.get(current);
            Shape known = types.shape(current);
            if (known instanceof Shape.Enumeration) {
                return ancestor.equals(NodeIds.Enumeration);
            }
            if (known != null && DataTypes.isStructure(known)) {
                return ancestor.equals(NodeIds.Structure);
            }
            current = said == null ? null : said.parent();
        }
        return false;
    }
}
