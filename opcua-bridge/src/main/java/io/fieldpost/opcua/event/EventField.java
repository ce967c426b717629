package io.fieldpost.opcua.event;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.jspecify.annotations.Nullable;

/**
 * One field of an event: what it is called in the record, and where it stands in the event.
 *
 * @param key name in the record
 * @param path browse names from the event, each {@code Name} or {@code nsu=URI;Name}, with slashes between; empty for the node itself
 */
record EventField(String key, String path) {
    static final String TYPE = "event_type";
    static final String TIME = "time";
    static final String SOURCE_NAME = "source_name";
    static final String SEVERITY = "severity";
    static final String MESSAGE = "message";
    static final String CONDITION = "condition_id";
    static final String CONDITION_NAME = "condition_name";
    static final String BRANCH = "branch_id";
    static final String RETAIN = "retain";
    static final String ACTIVE = "active";
    static final String ACKNOWLEDGED = "acknowledged";
    static final String CONFIRMED = "confirmed";

    /** Part 5, 6.4.2 (every event) and Part 9, 5.5 to 5.8 (conditions, acknowledgement, alarms): what an operator's panel shows. */
    static final List<EventField> STANDARD = List.of(
            new EventField("event_id", "EventId"),
            new EventField(TYPE, "EventType"),
            new EventField("source_node", "SourceNode"),
            new EventField(SOURCE_NAME, "SourceName"),
            new EventField(TIME, "Time"),
            new EventField("receive_time", "ReceiveTime"),
            new EventField(MESSAGE, "Message"),
            new EventField(SEVERITY, "Severity"),
            new EventField(CONDITION, ""),
            new EventField(CONDITION_NAME, "ConditionName"),
            new EventField(BRANCH, "BranchId"),
            new EventField(RETAIN, "Retain"),
            new EventField("enabled", "EnabledState/Id"),
            new EventField(ACTIVE, "ActiveState/Id"),
            new EventField("active_state", "ActiveState/EffectiveDisplayName"),
            new EventField(ACKNOWLEDGED, "AckedState/Id"),
            new EventField(CONFIRMED, "ConfirmedState/Id"),
            new EventField("suppressed", "SuppressedState/Id"),
            new EventField("suppressed_or_shelved", "SuppressedOrShelved"),
            new EventField("limit_state", "LimitState/CurrentState"),
            new EventField("quality", "Quality"),
            new EventField("last_severity", "LastSeverity"),
            new EventField("comment", "Comment"),
            new EventField("user", "ClientUserId"));

    /** A further field, called as its path is written. */
    static EventField further(String path) {
        return new EventField(path, path);
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

    /** How a server is asked for it, or nothing when it has no such namespace. */
    @Nullable
    SimpleAttributeOperand operand(NamespaceTable namespaces) {
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
        // Part 4, 7.7.4.5: with BaseEventType the path counts whatever the type of the event.
        return new SimpleAttributeOperand(
                NodeIds.BaseEventType, names.toArray(new QualifiedName[0]), AttributeId.Value.uid(), null);
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
