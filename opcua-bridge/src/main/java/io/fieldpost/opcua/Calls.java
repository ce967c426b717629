package io.fieldpost.opcua;

import io.fieldpost.driver.DeviceMethod;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.MethodAnswer;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.Argument;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.jspecify.annotations.Nullable;

/** Calls methods in one session (Part 4, 5.11.2). What a method takes is asked once. The source's thread. */
final class Calls {
    private static final int SCALAR = -1;

    private final NodeFacts facts;
    private final DataTypes types;
    private final Duration timeout;
    private final Map<String, List<Argument>> inputs = new HashMap<>();

    Calls(NodeFacts facts, DataTypes types, Duration timeout) {
        this.facts = facts;
        this.types = types;
        this.timeout = timeout;
    }

    /** As {@link io.fieldpost.driver.Invocable#call}. */
    MethodAnswer call(DeviceMethod method, List<Value> arguments) throws DriverException {
        facts.requireSession();
        NodeId object = facts.node(method.object());
        NodeId node = facts.node(method.address());
        List<Argument> wanted = inputs(method.address(), node);
        CallMethodRequest request = new CallMethodRequest(object, node, converted(method, wanted, arguments));
        String what = "call " + method.address();
        CallMethodResult[] results = Sent.await(facts.client().callAsync(List.of(request)), timeout, what)
                .getResults();
        if (results == null || results.length != 1) {
            throw new DriverException(
                    Reason.PROTOCOL, "the server's answer has no result; the gateway tried to " + what);
        }
        if (results[0].getStatusCode().isBad()) {
            inputs.remove(method.address());
        }
        DeviceStatus status =
                Sent.judge(results[0].getStatusCode(), what, complaints(wanted, results[0].getInputArgumentResults()));
        return new MethodAnswer(status, outputs(results[0].getOutputArguments()));
    }

    private List<Argument> inputs(String address, NodeId method) throws DriverException {
        List<Argument> known = inputs.get(address);
        if (known == null) {
            // A method without the property takes no arguments (Part 3, 5.7).
            known = types.structures(facts.property(method, "InputArguments"), Argument.class);
            inputs.put(address, known);
        }
        return known;
    }

    private Variant[] converted(DeviceMethod method, List<Argument> wanted, List<Value> given) throws DriverException {
        if (wanted.size() != given.size()) {
            String names = wanted.stream().map(Calls::name).collect(Collectors.joining(", "));
            throw new DriverException(
                    Reason.REFUSED,
                    "the machine's method " + method.name() + " takes " + wanted.size() + " arguments (" + names
                            + "), not " + given.size() + "; correct 'callable'");
        }
        Variant[] converted = new Variant[given.size()];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = converted(wanted.get(i), given.get(i));
        }
        return converted;
    }

    private Variant converted(Argument wanted, Value given) throws DriverException {
        try {
            Integer rank = wanted.getValueRank();
            if (rank != null && rank >= 0) {
                throw new DriverException(Reason.REFUSED, "it is an array, which this driver can't send");
            }
            OpcUaDataType builtIn = types.builtIn(wanted.getDataType());
            if (builtIn == OpcUaDataType.Variant && (rank == null || rank == SCALAR)) {
                builtIn = natural(given);
            }
            return types.convert(wanted.getDataType(), builtIn, given);
        } catch (DriverException e) {
            throw new DriverException(e.reason(), "argument '" + name(wanted) + "': " + e.getMessage(), e);
        }
    }

    /** What a value is by itself, for an argument that takes several types. */
    private static OpcUaDataType natural(Value value) {
        if (value instanceof Value.Bool) {
            return OpcUaDataType.Boolean;
        } else if (value instanceof Value.Int whole) {
            return whole.value() == (int) whole.value() ? OpcUaDataType.Int32 : OpcUaDataType.Int64;
        }
        return value instanceof Value.Real ? OpcUaDataType.Double : OpcUaDataType.String;
    }

    private static String complaints(List<Argument> wanted, StatusCode @Nullable [] results) {
        StringBuilder complaints = new StringBuilder();
        for (int i = 0; results != null && i < Math.min(results.length, wanted.size()); i++) {
            if (results[i] != null && results[i].isBad()) {
                complaints.append("; argument '").append(name(wanted.get(i))).append("': ");
                complaints.append(Failures.name(results[i].getValue()));
            }
        }
        return complaints.toString();
    }

    private static List<Value> outputs(Variant @Nullable [] given) {
        List<Value> outputs = new ArrayList<>();
        for (int i = 0; given != null && i < given.length; i++) {
            Value value = given[i] == null ? null : Values.of(given[i].value());
            outputs.add(value == null ? new Value.Absent() : value);
        }
        return outputs;
    }

    private static String name(Argument argument) {
        return argument.getName() == null ? "?" : argument.getName();
    }
}
