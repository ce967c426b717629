package org.eclipse.milo.opcua.sdk.client.model;

import org.eclipse.milo.opcua.sdk.client.ObjectTypeManager;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;

/**
 * Stands in the place of Milo's class of this name, which it comes before on the class path. Milo's loads a class for each type of object
 * in OPC UA's own model, in the constructor of each client; the driver reads nodes by services alone and needs none. Java keeps 7 MB for
 * them and those of {@link VariableTypeInitializer}.
 */
public final class ObjectTypeInitializer {
    private ObjectTypeInitializer() {}

    /** Leaves the types out: a node is of Milo's general class. */
    public static void initialize(NamespaceTable namespaceTable, ObjectTypeManager objectTypeManager) {
        // nothing is wanted
    }
}
