package io.fieldpost.opcua.address;

import io.fieldpost.driver.ValueType;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.jspecify.annotations.Nullable;

/** What the values of a variable will be, as far as its DataType and ValueRank tell without looking at the server's types. */
final class ValueTypes {
    private static final Map<NodeId, ValueType> SCALARS = Map.ofEntries(
            Map.entry(NodeIds.Boolean, ValueType.BOOL),
            Map.entry(NodeIds.SByte, ValueType.INT),
            Map.entry(NodeIds.Byte, ValueType.INT),
            Map.entry(NodeIds.Int16, ValueType.INT),
            Map.entry(NodeIds.UInt16, ValueType.INT),
            Map.entry(NodeIds.Int32, ValueType.INT),
            Map.entry(NodeIds.UInt32, ValueType.INT),
            Map.entry(NodeIds.Int64, ValueType.INT),
            Map.entry(NodeIds.StatusCode, ValueType.INT),
            Map.entry(NodeIds.Enumeration, ValueType.INT),
            Map.entry(NodeIds.Float, ValueType.REAL),
            Map.entry(NodeIds.Double, ValueType.REAL),
            Map.entry(NodeIds.Duration, ValueType.REAL),
            Map.entry(NodeIds.String, ValueType.TEXT),
            Map.entry(NodeIds.LocalizedText, ValueType.TEXT),
            Map.entry(NodeIds.QualifiedName, ValueType.TEXT),
            Map.entry(NodeIds.LocaleId, ValueType.TEXT),
            Map.entry(NodeIds.DateTime, ValueType.TEXT),
            Map.entry(NodeIds.UtcTime, ValueType.TEXT),
            Map.entry(NodeIds.Guid, ValueType.TEXT),
            Map.entry(NodeIds.NodeId, ValueType.TEXT),
            Map.entry(NodeIds.ExpandedNodeId, ValueType.TEXT),
            Map.entry(NodeIds.XmlElement, ValueType.TEXT),
            Map.entry(NodeIds.ByteString, ValueType.BYTES));

    private ValueTypes() {}

    /** {@link ValueType#ANY} for arrays, structures and types of the server's own. */
    static ValueType of(@Nullable NodeId dataType, boolean scalar) {
        return scalar && dataType != null ? SCALARS.getOrDefault(dataType, ValueType.ANY) : ValueType.ANY;
    }
}
