package io.fieldpost.opcua.event;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.jspecify.annotations.Nullable;

/**
 * One field of an event: what it is called in the record, and where it stands in the event.
 *
 * @param key name in the record
 * @param path browse names from the event, each {@code Name} or {@code nsu=URI;Name}, with slashes between; empty for the node itself
 * @param owner the type that has it by the standard
 */
record EventField(String key, String path, NodeId owner) {
    static final String TYPE = "event_type";
    static final String TIME = "time";
    static final String SOURCE_NAME = "source_name";
    static final String SEVERITY = "severity";
    static final String MESSAGE = "message";
    static final String CONDITION = "condition_id";
    static final String CONDITION_NAME = "condition_name";
    static final String BRANCH = "branch_id";
    static final String RETAIN = "retain";
    static final String QUALITY = "quality";
    static final String ACTIVE = "active";
    static final String ACKNOWLEDGED = "acknowledged";
    static final String CONFIRMED = "confirmed";

    /** Part 5, 6.4.2 (every event) and Part 9, 5.5 to 5.8 (conditions, acknowledgement, alarms): what an operator's panel shows. */
    static final List<EventField> STANDARD = List.of(
            new EventField("event_id", "EventId", NodeIds.BaseEventType),
            new EventField(TYPE, "EventType", NodeIds.BaseEventType),
            new EventField("source_node", "SourceNode", NodeIds.BaseEventType),
            new EventField(SOURCE_NAME, "SourceName", NodeIds.BaseEventType),
            new EventField(TIME, "Time", NodeIds.BaseEventType),
            new EventField("receive_time", "ReceiveTime", NodeIds.BaseEventType),
            new EventField(MESSAGE, "Message", NodeIds.BaseEventType),
            new EventField(SEVERITY, "Severity", NodeIds.BaseEventType),
            new EventField(CONDITION, "", NodeIds.ConditionType),
            new EventField(CONDITION_NAME, "ConditionName", NodeIds.ConditionType),
            new EventField(BRANCH, "BranchId", NodeIds.ConditionType),
            new EventField(RETAIN, "Retain", NodeIds.ConditionType),
            new EventField("enabled", "EnabledState/Id", NodeIds.ConditionType),
            new EventField(ACTIVE, "ActiveState/Id", NodeIds.AlarmConditionType),
            new EventField("active_state", "ActiveState/EffectiveDisplayName", NodeIds.AlarmConditionType),
            new EventField(ACKNOWLEDGED, "AckedState/Id", NodeIds.AcknowledgeableConditionType),
            new EventField(CONFIRMED, "ConfirmedState/Id", NodeIds.AcknowledgeableConditionType),
            new EventField("suppressed", "SuppressedState/Id", NodeIds.AlarmConditionType),
            new EventField("suppressed_or_shelved", "SuppressedOrShelved", NodeIds.AlarmConditionType),
            new EventField("limit_state", "LimitState/CurrentState", NodeIds.ExclusiveLimitAlarmType),
            new EventField(QUALITY, "Quality", NodeIds.ConditionType),
            new EventField("last_severity", "LastSeverity", NodeIds.ConditionType),
            new EventField("comment", "Comment", NodeIds.ConditionType),
            new EventField("user", "ClientUserId", NodeIds.ConditionType));

    /** A further field, called as its path is written. */
    static EventField further(String path) {
        return new EventField(path, path, NodeIds.BaseEventType);
    }

    /**
     * Looks at a path as a person wrote it.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static void check(String path) {
        for (String[] step : steps(path)) {
            if (step[1].isEmpty()) {
                throw new IllegalArgumentException("not a path of browse names: '" + path
                        + "'; expected such as 'ActiveState/Id' or 'nsu=urn:press:model;ShotNumber'");
            }
        }
    }

    /**
     * Whether a server's refusal of it counts. With BaseEventType the path is good whatever the type of the event (Part 4, 7.7.4.5), and
     * the condition's node is no path at all: servers that call these unknown tell them all the same.
     */
    boolean mayBeRefused(boolean byOwner) {
        return byOwner && !path.isEmpty() && !owner.equals(NodeIds.BaseEventType);
    }

    /**
     * How a server is asked for it, or nothing when it has no such namespace.
     *
     * @param byOwner whether to name the type that has it, instead of BaseEventType
     */
    @Nullable
    SimpleAttributeOperand operand(NamespaceTable namespaces, boolean byOwner) {
        if (path.isEmpty()) {
            // Part 9, 5.5.2: the condition's own node.
            return new SimpleAttributeOperand(
                    NodeIds.ConditionType, new QualifiedName[0], AttributeId.NodeId.uid(), null);
        }
        List<QualifiedName> names = new ArrayList<>();
        for (String[] step : steps(path)) {
            UShort index = step[0].isEmpty() ? UShort.MIN : namespaces.getIndex(step[0]);
            if (index == null) {
                return null;
            }
            names.add(new QualifiedName(index, step[1]));
        }
        return new SimpleAttributeOperand(
                byOwner ? owner : NodeIds.BaseEventType,
                names.toArray(new QualifiedName[0]),
                AttributeId.Value.uid(),
                null);
    }

    /** Pairs of URI, empty for OPC UA's own, and name. A URI may have slashes, so it ends at its semicolon. */
    private static List<String[]> steps(String path) {
        List<String[]> steps = new ArrayList<>();
        int from = 0;
        while (from <= path.length()) {
            String uri = "";
            if (path.startsWith("nsu=", from)) {
                int semicolon = path.indexOf(';', from);
                uri = semicolon < 0 ? "" : path.substring(from + 4, semicolon);
                from = semicolon < 0 ? path.length() : semicolon + 1;
            }
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            steps.add(new String[] {uri, path.substring(from, end)});
            from = end + 1;
        }
        return steps;
    }
}
