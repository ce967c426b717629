package org.eclipse.milo.opcua.stack.core.types;

import org.eclipse.milo.opcua.stack.core.NamespaceTable;

/** Stands in the place of Milo's class of this name, see {@link DefaultDataTypeManager}. */
public class DataTypeInitializer {
    /**
     * Lets a registry know OPC UA's own structures.
     *
     * @throws IllegalArgumentException for one that is not Milo's, of which Milo itself has none
     */
    public void initialize(NamespaceTable namespaceTable, DataTypeManager dataTypeManager) {
        if (!(dataTypeManager instanceof DefaultDataTypeManager registry)) {
            throw new IllegalArgumentException("cannot fill " + dataTypeManager.getClass());
        }
        registry.knowStandard();
    }
}
