package io.fieldpost.opcua.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.jspecify.annotations.Nullable;

/**
 * Finds the type dictionary of structures that have no DataTypeDefinition (Part 5, annex D): data type → Default Binary → its
 * description, whose value is the type's name → the dictionary that it is a component of, whose value is the text.
 */
final class Dictionaries {
    private static final int BIGGEST = 4 << 20;

    /** A namespace index that no server has, for the types of a dictionary that have no node of their own to us. */
    private static final int OWN_INDEX = 0xFFFF;

    private static final Map<String, Integer> BUILT_IN = builtIn();

    private final TypeNodes nodes;
    private final DataTypes types;

    /** One type on its way to the dictionary. */
    private static final class Search {
        private final NodeId type;
        private final NodeId encoding;
        private @Nullable NodeId description;
        private @Nullable NodeId dictionary;
        private String name = "";

        Search(NodeId type, NodeId encoding) {
            this.type = type;
            this.encoding = encoding;
        }
    }

    Dictionaries(TypeNodes nodes, DataTypes types) {
        this.nodes = nodes;
        this.types = types;
    }

    /** Reads what dictionaries tell of these types; those that stand in none stay unknown. */
    CompletableFuture<Void> load(List<NodeId> undefined) {
        if (undefined.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return nodes.binaryEncodings(undefined).thenCompose(encodings -> {
            List<Search> searches = new ArrayList<>();
            for (int i = 0; i < undefined.size(); i++) {
                NodeId encoding = encodings.get(i).orElse(null);
                if (encoding != null) {
                    searches.add(new Search(undefined.get(i), encoding));
                }
            }
            return descriptions(searches);
        });
    }

    private CompletableFuture<Void> descriptions(List<Search> searches) {
        List<NodeId> encodings = new ArrayList<>();
        searches.forEach(search -> encodings.add(search.encoding));
        return nodes.follow(encodings, NodeIds.HasDescription, BrowseDirection.Forward)
                .thenCompose(found -> {
                    List<Search> described = new ArrayList<>();
                    List<NodeId> descriptions = new ArrayList<>();
                    for (int i = 0; i < searches.size(); i++) {
                        NodeId description = found.get(i).orElse(null);
                        if (description != null) {
                            searches.get(i).description = description;
                            described.add(searches.get(i));
                            descriptions.add(description);
                        }
                    }
                    return nodes.read(descriptions, AttributeId.Value)
                            .thenCombine(
                                    nodes.follow(descriptions, NodeIds.HasComponent, BrowseDirection.Inverse),
                                    (names, parents) -> name(described, names, parents))
                            .thenCompose(this::read);
                });
    }

    private static List<Search> name(List<Search> described, List<DataValue> names, List<Optional<NodeId>> parents) {
        List<Search> complete = new ArrayList<>();
        for (int i = 0; i < described.size(); i++) {
            Search search = described.get(i);
            search.dictionary = parents.get(i).orElse(null);
            if (names.get(i).value().value() instanceof String name && search.dictionary != null) {
                search.name = name;
                complete.add(search);
            }
        }
        return complete;
    }

    private CompletableFuture<Void> read(List<Search> searches) {
        LinkedHashSet<NodeId> distinct = new LinkedHashSet<>();
        for (Search search : searches) {
            if (search.dictionary != null) {
                distinct.add(search.dictionary);
            }
        }
        List<NodeId> dictionaries = new ArrayList<>(distinct);
        return nodes.read(dictionaries, AttributeId.Value).thenAccept(contents -> {
            for (int i = 0; i < dictionaries.size(); i++) {
                if (contents.get(i).value().value() instanceof ByteString content) {
                    settle(dictionaries.get(i), content.bytesOrEmpty(), searches);
                }
            }
        });
    }

    private void settle(NodeId dictionary, byte[] content, List<Search> searches) {
        Map<String, Shape> shapes;
        Shape otherwise;
        try {
            if (content.length > BIGGEST) {
                throw new ValueException("the server's type dictionary has " + content.length + " bytes");
            }
            shapes = TypeDictionary.parse(content, name -> typeNamed(dictionary, name));
            otherwise = new Shape.Unreadable("the server's type dictionary lacks the type");
        } catch (ValueException e) {
            shapes = Map.of();
            otherwise = new Shape.Unreadable(e.reason());
        }
        shapes.forEach((name, shape) -> types.put(own(dictionary, name), shape));
        for (Search search : searches) {
            if (dictionary.equals(search.dictionary)) {
                types.put(search.type, shapes.getOrDefault(search.name, otherwise));
                types.putEncoding(search.encoding, search.type);
            }
        }
    }

    private @Nullable NodeId typeNamed(NodeId dictionary, String qualified) {
        int colon = qualified.indexOf(':');
        String prefix = colon < 0 ? "" : qualified.substring(0, colon);
        String name = qualified.substring(colon + 1);
        Integer builtIn = BUILT_IN.get(name);
        if (builtIn != null && (prefix.equals("opc") || prefix.equals("ua"))) {
            return new NodeId(0, builtIn);
        }
        if (prefix.equals("ua")) {
            return standard(name);
        }
        return prefix.equals("tns") || prefix.isEmpty() ? own(dictionary, name) : null;
    }

    private @Nullable NodeId standard(String name) {
        try {
            NodeId type = (NodeId) NodeIds.class.getField(name).get(null);
            StandardTypes.Standard standard = StandardTypes.find(nodes.client(), type);
            if (standard == null) {
                return null;
            }
            types.put(type, Definitions.structure(type, standard.definition()));
            return type;
        } catch (NoSuchFieldException | IllegalAccessException | ClassCastException e) {
            return null;
        }
    }

    private static NodeId own(NodeId dictionary, String name) {
        return new NodeId(OWN_INDEX, dictionary.toParseableString() + "/" + name);
    }

    private static Map<String, Integer> builtIn() {
        String[] names = {
            "Boolean",
            "SByte",
            "Byte",
            "Int16",
            "UInt16",
            "Int32",
            "UInt32",
            "Int64",
            "UInt64",
            "Float",
            "Double",
            "String",
            "DateTime",
            "Guid",
            "ByteString",
            "XmlElement",
            "NodeId",
            "ExpandedNodeId",
            "StatusCode",
            "QualifiedName",
            "LocalizedText",
            "ExtensionObject",
            "DataValue",
            "Variant",
            "DiagnosticInfo"
        };
        Map<String, Integer> ids = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            ids.put(names[i], i + 1);
        }
        ids.put("CharArray", ids.get("String"));
        return Map.copyOf(ids);
    }
}
