package io.fieldpost.opcua.value;

import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Names of nodes with the URI of their namespace (Part 6, 5.1.12 and 5.1.14), because the index is only good in one session of one
 * server: {@code nsu=urn:press:model;s=Barrel.T1}. Where the server doesn't tell the URI, the index stays.
 */
final class NodeTexts {
    private final NamespaceTable namespaces;

    NodeTexts(NamespaceTable namespaces) {
        this.namespaces = namespaces;
    }

    String of(NodeId node) {
        int index = node.getNamespaceIndex().intValue();
        String text = node.toParseableString();
        String uri = index == 0 ? null : namespaces.get(index);
        return uri == null ? text : "nsu=" + escaped(uri) + text.substring(text.indexOf(';'));
    }

    String of(ExpandedNodeId node) {
        if (node.isLocal()) {
            NodeId local = node.toNodeId(namespaces).orElse(null);
            if (local != null) {
                return of(local);
            }
        }
        return node.toParseableString();
    }

    /** The name, after its namespace where that is not OPC UA's own; nothing for a null name. */
    @Nullable
    String of(QualifiedName name) {
        String text = name.name();
        int index = name.namespaceIndex().intValue();
        if (text == null || index == 0) {
            return text;
        }
        String uri = namespaces.get(index);
        return uri == null ? index + ":" + text : "nsu=" + escaped(uri) + ";" + text;
    }

    private static String escaped(String uri) {
        return uri.replace("%", "%25").replace(";", "%3B");
    }
}
