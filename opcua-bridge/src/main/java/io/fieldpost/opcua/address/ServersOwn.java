package io.fieldpost.opcua.address;

import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * Nodes that every server has: its status, diagnostics, types, aliases. They are in OPC UA's own namespace, where no machine may have
 * any, and are left out unless somebody begins at one of them.
 */
final class ServersOwn {
    private ServersOwn() {}

    static boolean is(NodeId id) {
        return id.getNamespaceIndex().intValue() == 0
                && !id.equals(NodeIds.RootFolder)
                && !id.equals(NodeIds.ObjectsFolder);
    }
}
