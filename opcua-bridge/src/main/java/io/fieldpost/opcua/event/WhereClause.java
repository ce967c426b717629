package io.fieldpost.opcua.event;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.enumerated.FilterOperator;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.ElementOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.jspecify.annotations.Nullable;

/**
 * The part of a filter that lets the server leave out what nobody wants (Part 4, 7.7.3): severity and types. System events pass
 * always: the marks of a refresh are some, and not every server lets them through by itself as Part 9, 5.5.7 says. So do changes of
 * the model, after which types are read anew.
 */
final class WhereClause {
    private static final int SMALLEST_SEVERITY = 1;

    private final EncodingContext context;
    private final List<@Nullable ContentFilterElement> elements = new ArrayList<>();

    private WhereClause(EncodingContext context) {
        this.context = context;
    }

    /** Nothing to filter. */
    static ContentFilter everything() {
        return new ContentFilter(new ContentFilterElement[0]);
    }

    /** Events of one of these types, any if there is none, and at least of this severity; and system events. */
    static ContentFilter of(EncodingContext context, List<NodeId> types, int severityFrom) {
        if (types.isEmpty() && severityFrom <= SMALLEST_SEVERITY) {
            return everything();
        }
        WhereClause clause = new WhereClause(context);
        int root = clause.reserve();
        int wanted = clause.wanted(types, severityFrom);
        int system = clause.anyOf(List.of(NodeIds.SystemEventType, NodeIds.BaseModelChangeEventType));
        clause.set(root, FilterOperator.Or, element(wanted), element(system));
        return new ContentFilter(clause.elements.toArray(new ContentFilterElement[0]));
    }

    private int wanted(List<NodeId> types, int severityFrom) {
        if (types.isEmpty()) {
            return severeOrCondition(severityFrom);
        }
        if (severityFrom <= SMALLEST_SEVERITY) {
            return anyOf(types);
        }
        int both = reserve();
        int type = anyOf(types);
        int severity = severeOrCondition(severityFrom);
        set(both, FilterOperator.And, element(type), element(severity));
        return both;
    }

    /** The end of an alarm often has a lower severity than its beginning, and must come all the same: the gateway sorts these out. */
    private int severeOrCondition(int from) {
        int either = reserve();
        int severe = severity(from);
        int condition = ofType(NodeIds.ConditionType);
        set(either, FilterOperator.Or, element(severe), element(condition));
        return either;
    }

    private int anyOf(List<NodeId> types) {
        if (types.size() == 1) {
            return ofType(types.get(0));
        }
        int either = reserve();
        int first = ofType(types.get(0));
        int others = anyOf(types.subList(1, types.size()));
        set(either, FilterOperator.Or, element(first), element(others));
        return either;
    }

    private int ofType(NodeId type) {
        int index = reserve();
        set(index, FilterOperator.OfType, new LiteralOperand(Variant.ofNodeId(type)));
        return index;
    }

    private int severity(int from) {
        int index = reserve();
        QualifiedName[] path = {new QualifiedName(0, "Severity")};
        set(
                index,
                FilterOperator.GreaterThanOrEqual,
                new SimpleAttributeOperand(NodeIds.BaseEventType, path, AttributeId.Value.uid(), null),
                new LiteralOperand(Variant.ofUInt16(UShort.valueOf(from))));
        return index;
    }

    private static ElementOperand element(int index) {
        return new ElementOperand(UInteger.valueOf(index));
    }

    /** An element may only name later ones (Part 4, 7.7.4.2), so a place is kept before its operands are made. */
    private int reserve() {
        elements.add(null);
        return elements.size() - 1;
    }

    private void set(int index, FilterOperator operator, UaStructuredType... operands) {
        elements.set(index, new ContentFilterElement(operator, ExtensionObject.encodeArray(context, operands)));
    }
}
