package org.eclipse.milo.opcua.sdk.client.model;

import org.eclipse.milo.opcua.sdk.client.VariableTypeManager;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;

/** For types of variables what {@link ObjectTypeInitializer} is for types of objects. */
public final class VariableTypeInitializer {
    private VariableTypeInitializer() {}

    /** Leaves the types out: a node is of Milo's general class. */
    public static void initialize(NamespaceTable namespaceTable, VariableTypeManager variableTypeManager) {
        // nothing is wanted
    }
}
