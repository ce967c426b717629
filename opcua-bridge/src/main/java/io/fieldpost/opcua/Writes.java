package io.fieldpost.opcua;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteValue;

/** Writes values of nodes in one session (Part 4, 5.10.4). What a node takes is asked once. The source's thread. */
final class Writes {
    private static final int CURRENT_WRITE = 0x02;
    private static final int SCALAR = -1;
    private static final int ANY = -2;
    private static final int SCALAR_OR_ONE_DIMENSION = -3;

    private final NodeFacts facts;
    private final DataTypes types;
    private final Duration timeout;
    private final Map<String, Target> targets = new HashMap<>();

    /**
     * A node, and what it takes.
     *
     * @param hint why the server may refuse, as it says itself; may be empty
     */
    private record Target(NodeId node, NodeId dataType, OpcUaDataType builtIn, String hint) {}

    Writes(NodeFacts facts, DataTypes types, Duration timeout) {
        this.facts = facts;
        this.types = types;
        this.timeout = timeout;
    }

    /** As {@link io.fieldpost.driver.Writable#write}. */
    DeviceStatus write(Point point, Value value) throws DriverException {
        facts.requireSession();
        Target target = target(point.address());
        Variant converted = types.convert(target.dataType(), target.builtIn(), value);
        // The value alone: many servers refuse a write that carries a status or times (Bad_WriteNotSupported).
        WriteValue wanted =
                new WriteValue(target.node(), AttributeId.Value.uid(), null, DataValue.valueOnly(converted));
        String what = "write " + point.address();
        StatusCode[] results = Sent.await(facts.client().writeAsync(List.of(wanted)), timeout, what)
                .getResults();
        if (results == null || results.length != 1) {
            throw new DriverException(
                    Reason.PROTOCOL, "the server's answer has no result; the gateway tried to " + what);
        }
        if (results[0].isBad()) {
            // The server may have been changed under us: what it takes is asked again.
            targets.remove(point.address());
        }
        return Sent.judge(results[0], what, target.hint());
    }

    private Target target(String address) throws DriverException {
        Target known = targets.get(address);
        if (known == null) {
            known = asked(address);
            targets.put(address, known);
        }
        return known;
    }

    private Target asked(String address) throws DriverException {
        NodeId node = facts.node(address);
        List<DataValue> attributes = facts.read(
                node, AttributeId.DataType, AttributeId.ValueRank, AttributeId.UserAccessLevel, AttributeId.Value);
        if (!(attributes.get(0).value().value() instanceof NodeId dataType)) {
            throw new DriverException(
                    Reason.REFUSED,
                    "the server does not tell what type " + address + " has ("
                            + Failures.name(attributes.get(0).statusCode().getValue()) + ")");
        }
        if (attributes.get(1).value().value() instanceof Integer rank
                && rank != SCALAR
                && rank != ANY
                && rank != SCALAR_OR_ONE_DIMENSION) {
            throw new DriverException(Reason.REFUSED, address + " is an array, which this driver can't write");
        }
        OpcUaDataType builtIn = types.builtIn(dataType);
        if (builtIn == OpcUaDataType.Variant) {
            builtIn = ofPresentValue(address, attributes.get(3));
        }
        return new Target(node, dataType, builtIn, hint(attributes.get(2)));
    }

    /** A node of an abstract type takes what it holds. */
    private static OpcUaDataType ofPresentValue(String address, DataValue present) throws DriverException {
        Object value = present.value().value();
        OpcUaDataType type = value == null ? null : OpcUaDataType.fromBackingClass(value.getClass());
        if (type == null) {
            throw new DriverException(
                    Reason.REFUSED,
                    address + " takes several types and holds no single value that would tell which one to write");
        }
        return type;
    }

    private static String hint(DataValue userAccessLevel) {
        boolean told =
                userAccessLevel.value().value() instanceof UByte level && (level.intValue() & CURRENT_WRITE) == 0;
        return told ? "; by its access level this node can't be written by this user" : "";
    }
}
