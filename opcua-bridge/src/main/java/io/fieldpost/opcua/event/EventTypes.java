package io.fieldpost.opcua.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.jspecify.annotations.Nullable;

/** The server's types of events: their names and which is a kind of which. Read once a session, asynchronously, level by level. */
final class EventTypes {
    private static final int MOST_TYPES = 5_000;
    private static final int MOST_PER_CALL = 50;
    private static final UInteger ALL_CLASSES = UInteger.valueOf(0);
    private static final UInteger ALL_FIELDS = UInteger.valueOf(0x3F);

    private final OpcUaClient client;
    private final Map<NodeId, NodeId> parents = new HashMap<>();
    private final Map<NodeId, String> names = new HashMap<>();

    EventTypes(OpcUaClient client) {
        this.client = client;
    }

    /** Reads the tree; after it has completed, the other methods may be asked from any thread. */
    CompletableFuture<Void> load() {
        names.put(NodeIds.BaseEventType, "BaseEventType");
        return below(List.of(NodeIds.BaseEventType));
    }

    private CompletableFuture<Void> below(List<NodeId> level) {
        if (level.isEmpty() || names.size() > MOST_TYPES) {
            return CompletableFuture.completedFuture(null);
        }
        List<NodeId> now = level.subList(0, Math.min(MOST_PER_CALL, level.size()));
        List<NodeId> next = new ArrayList<>(level.subList(now.size(), level.size()));
        List<BrowseDescription> asked = new ArrayList<>();
        for (NodeId type : now) {
            asked.add(new BrowseDescription(
                    type, BrowseDirection.Forward, NodeIds.HasSubtype, true, ALL_CLASSES, ALL_FIELDS));
        }
        return client.browseAsync(asked).thenCompose(results -> {
            for (int i = 0; i < Math.min(now.size(), results.size()); i++) {
                next.addAll(learn(now.get(i), results.get(i)));
            }
            return below(next);
        });
    }

    private List<NodeId> learn(NodeId parent, BrowseResult result) {
        List<NodeId> found = new ArrayList<>();
        ReferenceDescription[] references = result.getReferences();
        NamespaceTable namespaces = client.getNamespaceTable();
        if (references != null) {
            for (ReferenceDescription reference : references) {
                NodeId type = reference.getNodeId().toNodeId(namespaces).orElse(null);
                String name = reference.getBrowseName().name();
                if (type != null && name != null && names.putIfAbsent(type, name) == null) {
                    parents.put(type, parent);
                    found.add(type);
                }
            }
        }
        return found;
    }

    /** The type's browse name, or nothing. */
    @Nullable
    String name(NodeId type) {
        return names.get(type);
    }

    /** Whether the type is one of these or a kind of one. */
    boolean isAny(NodeId type, List<NodeId> wanted) {
        NodeId current = type;
        for (int i = 0; i < MOST_TYPES && current != null; i++) {
            if (wanted.contains(current)) {
                return true;
            }
            current = parents.get(current);
        }
        return false;
    }
}
