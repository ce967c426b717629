package io.fieldpost.opcua.value;

import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** A structure whose type has not been read from the server yet: to be asked for, and the value tried again. */
final class UnknownTypeException extends ValueException {
    private static final long serialVersionUID = 1L;

    private final transient NodeId encoding;

    UnknownTypeException(NodeId encoding) {
        super("structure of an unknown type (encoding " + encoding.toParseableString() + ")");
        this.encoding = encoding;
    }

    /** The encoding that the value names, or the data type. */
    NodeId encoding() {
        return encoding;
    }
}
