package io.fieldpost.opcua.address;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.FoundPoint.Access;
import io.fieldpost.driver.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathResult;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.jspecify.annotations.Nullable;

/** What variables are, asked for many at a time: the second phase of finding them, when it is known which are wanted. */
final class Attributes {
    private static final RelativePath UNIT =
            new RelativePath(new RelativePathElement[] {PathAddress.element(new QualifiedName(0, "EngineeringUnits"))});
    private static final int CURRENT_READ = 1;
    private static final int CURRENT_WRITE = 2;
    private static final int ATTRIBUTES = 3;

    private Attributes() {}

    /**
     * One variable.
     *
     * @param unit UCUM code
     */
    record Variable(ValueType type, boolean scalar, Access access, String unit) {}

    /** What these variables are, in their order. */
    static List<Variable> of(List<NodeId> variables, Calls calls, NamespaceTable namespaces) throws DriverException {
        List<ReadValueId> ids = new ArrayList<>(variables.size() * ATTRIBUTES);
        for (NodeId variable : variables) {
            ids.add(attribute(variable, AttributeId.DataType));
            ids.add(attribute(variable, AttributeId.ValueRank));
            ids.add(attribute(variable, AttributeId.UserAccessLevel));
        }
        List<DataValue> read = calls.read(ids);
        List<String> units = units(variables, calls, namespaces);
        List<Variable> found = new ArrayList<>(variables.size());
        for (int i = 0; i < variables.size(); i++) {
            Object type = read.get(i * ATTRIBUTES).value().value();
            Object rank = read.get(i * ATTRIBUTES + 1).value().value();
            Object access = read.get(i * ATTRIBUTES + 2).value().value();
            boolean scalar = rank instanceof Integer number && number == -1;
            found.add(new Variable(
                    ValueTypes.of(type instanceof NodeId id ? id : null, scalar),
                    scalar,
                    access(access),
                    units.get(i)));
        }
        return found;
    }

    static ReadValueId attribute(NodeId node, AttributeId attribute) {
        return new ReadValueId(node, attribute.uid(), null, QualifiedName.NULL_VALUE);
    }

    /** A server that does not tell is taken to allow reading; the subscription shows whether it does. */
    private static Access access(@Nullable Object told) {
        if (!(told instanceof UByte level)) {
            return Access.READ;
        }
        boolean read = (level.intValue() & CURRENT_READ) != 0;
        boolean write = (level.intValue() & CURRENT_WRITE) != 0;
        return read ? write ? Access.READ_WRITE : Access.READ : write ? Access.WRITE : Access.NONE;
    }

    private static List<String> units(List<NodeId> variables, Calls calls, NamespaceTable namespaces)
            throws DriverException {
        List<BrowsePath> paths = new ArrayList<>(variables.size());
        for (NodeId variable : variables) {
            paths.add(new BrowsePath(variable, UNIT));
        }
        List<BrowsePathResult> results = calls.translate(paths);
        List<ReadValueId> properties = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            for (NodeId property : PointResolver.targets(results.get(i), namespaces)) {
                properties.add(attribute(property, AttributeId.Value));
                owners.add(i);
            }
        }
        List<DataValue> values = calls.read(properties);
        List<String> units = new ArrayList<>(Collections.nCopies(variables.size(), "1"));
        for (int i = 0; i < values.size(); i++) {
            units.set(owners.get(i), unit(values.get(i), calls));
        }
        return units;
    }

    private static String unit(DataValue value, Calls calls) {
        Object content = value.value().value();
        try {
            if (content instanceof ExtensionObject object
                    && object.decode(calls.client().getStaticEncodingContext()) instanceof EUInformation unit) {
                return UnitCodes.ucum(unit);
            }
        } catch (UaSerializationException e) {
            // A unit that can't be read is a unit that is not told.
        }
        return content instanceof EUInformation unit ? UnitCodes.ucum(unit) : "1";
    }
}
