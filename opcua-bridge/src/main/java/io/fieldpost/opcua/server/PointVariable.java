package io.fieldpost.opcua.server;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.plant.ServedPoint;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNodeContext;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.AxisScaleEnumeration;
import org.eclipse.milo.opcua.stack.core.types.structured.AxisInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.Range;
import org.jspecify.annotations.Nullable;

/**
 * One point as a variable with its properties (Part 8): an AnalogUnitType or AnalogUnitRangeType where it has a unit, an AnalogItemType
 * where it has a range alone, a YArrayItemType for a series with its axis, a DataItemType for the rest. One thread changes it, any
 * thread reads it.
 *
 * <p>What a configured point is shows with its first value; until then its DataType is BaseDataType, or Number where it has a unit.
 */
final class PointVariable {
    private static final int SCALAR = -1;
    private static final int ARRAY = 1;
    private static final int SCALAR_OR_ARRAY = -3;

    /** Of a series whose usual values nobody has written: what its type can hold. */
    private static final Range ANY_FLOAT = new Range((double) -Float.MAX_VALUE, (double) Float.MAX_VALUE);

    private final UaNodeContext context;
    private final Point point;
    private final UaVariableNode node;
    private final boolean hasHistory;
    private volatile ValueType type;
    private volatile DataValue current =
            new DataValue(Variant.NULL_VALUE, new StatusCode(StatusCodes.Bad_WaitingForInitialData), null, null);
    private @Nullable UaVariableNode axis;
    private @Nullable UaVariableNode conditions;
    private Value.@Nullable Series shown;

    private PointVariable(
            UaNodeContext context,
            Point point,
            ServedPoint.@Nullable Range range,
            NodeId id,
            String name,
            ValueType type,
            boolean hasHistory) {
        this.context = context;
        this.point = point;
        this.type = type;
        this.hasHistory = hasHistory;
        boolean analog = range != null || !point.unit().equals("1");
        node = variable(id, new QualifiedName(id.getNamespaceIndex(), name), definition(analog, range, type));
        node.setDataType(type == ValueType.ANY && analog ? NodeIds.Number : UaValues.dataType(type));
        node.setValueRank(type == ValueType.SERIES ? ARRAY : SCALAR);
        node.setMinimumSamplingInterval(0.0);
        setHistorizing();
        node.setValue(current);
        context.getNodeManager().addNode(node);
        if (type != ValueType.SERIES) {
            if (!point.unit().equals("1") && isAnalog(type)) {
                property("EngineeringUnits", NodeIds.EUInformation, EngineeringUnits.of(point.unit()));
            }
            if (range != null && isAnalog(type)) {
                property("EURange", NodeIds.Range, new Range(range.low(), range.high()));
            }
        } else {
            addSeriesProperties(range, name);
        }
    }

    /** The variable of a configured point, or of one that was seen first with this value. */
    static PointVariable of(
            UaNodeContext context, ServedPoint served, ValueType type, NodeId id, String name, boolean hasHistory) {
        return new PointVariable(context, served.point(), served.range(), id, name, type, hasHistory);
    }

    private static boolean isAnalog(ValueType type) {
        return type == ValueType.REAL || type == ValueType.INT || type == ValueType.ANY;
    }

    private NodeId definition(boolean analog, ServedPoint.@Nullable Range range, ValueType type) {
        if (type == ValueType.SERIES) {
            return NodeIds.YArrayItemType;
        } else if (!analog || !isAnalog(type)) {
            return NodeIds.DataItemType;
        } else if (point.unit().equals("1")) {
            return NodeIds.AnalogItemType;
        }
        return range == null ? NodeIds.AnalogUnitType : NodeIds.AnalogUnitRangeType;
    }

    UaVariableNode node() {
        return node;
    }

    Point point() {
        return point;
    }

    /** Whether the store keeps what HistoryRead answers with: plain values. */
    boolean hasHistory() {
        return hasHistory && type != ValueType.SERIES && type != ValueType.RECORD;
    }

    /** What the node's value is; the node itself would tell the present as the server's time. */
    DataValue current() {
        return current;
    }

    /** Shows a measurement, and answers what the node's value is now. */
    DataValue show(Measurement measurement) {
        Value value = measurement.value();
        if (!(value instanceof Value.Absent)) {
            learn(UaValues.typeOf(value));
        }
        if (value instanceof Value.Series series) {
            showCircumstances(series);
        }
        DataValue now = UaValues.of(measurement);
        current = now;
        node.setValue(now);
        return now;
    }

    /** Takes a type from the first value; one that turns out to change is told as what both have in common. */
    private void learn(ValueType seen) {
        if (seen == type) {
            return;
        }
        boolean first = type == ValueType.ANY;
        boolean seriesToo = (seen == ValueType.SERIES) != (type == ValueType.SERIES);
        boolean numbers = isAnalog(type) && isAnalog(seen);
        if (first) {
            node.setDataType(UaValues.dataType(seen));
            node.setValueRank(seen == ValueType.SERIES ? ARRAY : SCALAR);
        } else {
            node.setDataType(numbers ? NodeIds.Number : NodeIds.BaseDataType);
            node.setValueRank(seriesToo ? (Integer) SCALAR_OR_ARRAY : node.getValueRank());
        }
        type = seen;
        setHistorizing();
    }

    private void setHistorizing() {
        boolean keeps = hasHistory();
        Set<AccessLevel> access =
                keeps ? Set.of(AccessLevel.CurrentRead, AccessLevel.HistoryRead) : Set.of(AccessLevel.CurrentRead);
        node.setAccessLevel(AccessLevel.toValue(access));
        node.setUserAccessLevel(AccessLevel.toValue(access));
        node.setHistorizing(keeps);
    }

    private void addSeriesProperties(ServedPoint.@Nullable Range range, String name) {
        property("EngineeringUnits", NodeIds.EUInformation, EngineeringUnits.of(point.unit()));
        property("EURange", NodeIds.Range, range == null ? ANY_FLOAT : new Range(range.low(), range.high()));
        property("Title", NodeIds.LocalizedText, Variant.ofLocalizedText(LocalizedText.english(name)));
        property(
                "AxisScaleType", NodeIds.AxisScaleEnumeration, Variant.ofInt32(AxisScaleEnumeration.Linear.getValue()));
    }

    /** The axis and the measuring conditions, where they are not those of the series before. */
    private void showCircumstances(Value.Series series) {
        Value.Series before = shown;
        shown = series;
        if (before == null || !sameAxis(before, series)) {
            double end = series.start() + series.step() * Math.max(0, series.values().length - 1);
            EUInformation unit = EngineeringUnits.of(series.axisUnit());
            AxisInformation information = new AxisInformation(
                    unit,
                    new Range(series.start(), end),
                    LocalizedText.english(series.axisUnit()),
                    AxisScaleEnumeration.Linear,
                    new Double[0]);
            axis = property(axis, "XAxisDefinition", NodeIds.AxisInformation, encoded(information));
        }
        if (before == null || !before.conditions().equals(series.conditions())) {
            Variant text = Variant.ofString(RecordText.of(series.conditions()));
            conditions = property(conditions, "Conditions", NodeIds.String, text);
        }
    }

    /** Gives a property another value, or the variable the property. */
    private UaVariableNode property(@Nullable UaVariableNode present, String name, NodeId dataType, Variant value) {
        if (present == null) {
            return property(name, dataType, value);
        }
        present.setValue(good(value));
        return present;
    }

    private static boolean sameAxis(Value.Series one, Value.Series other) {
        return one.start() == other.start()
                && one.step() == other.step()
                && one.values().length == other.values().length
                && one.axisUnit().equals(other.axisUnit());
    }

    private UaVariableNode property(String name, NodeId dataType, UaStructuredType value) {
        return property(name, dataType, encoded(value));
    }

    private UaVariableNode property(String name, NodeId dataType, Variant value) {
        NodeId id = new NodeId(
                node.getNodeId().getNamespaceIndex(), node.getNodeId().getIdentifier() + "#" + name);
        UaVariableNode property = variable(id, new QualifiedName(0, name), NodeIds.PropertyType);
        property.setDataType(dataType);
        property.setValueRank(SCALAR);
        property.setAccessLevel(AccessLevel.toValue(AccessLevel.READ_ONLY));
        property.setUserAccessLevel(AccessLevel.toValue(AccessLevel.READ_ONLY));
        property.setValue(good(value));
        context.getNodeManager().addNode(property);
        node.addReference(new Reference(
                node.getNodeId(), NodeIds.HasProperty, property.getNodeId().expanded(), true));
        return property;
    }

    private UaVariableNode variable(NodeId id, QualifiedName name, NodeId definition) {
        return new UaVariableNode.UaVariableNodeBuilder(context)
                .setNodeId(id)
                .setBrowseName(name)
                .setDisplayName(LocalizedText.english(name.getName()))
                .setTypeDefinition(definition)
                .setDataType(NodeIds.BaseDataType)
                .build();
    }

    private Variant encoded(UaStructuredType value) {
        EncodingContext encoding = context.getServer().getStaticEncodingContext();
        return Variant.ofExtensionObject(ExtensionObject.encode(encoding, value));
    }

    private static DataValue good(Variant value) {
        return new DataValue(value, StatusCode.GOOD, null);
    }
}
