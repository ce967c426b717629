package io.fieldpost.opcua.event;

import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * Which events one entry of {@code events} wants. Asked for each event at the gateway too: many servers know no filter, or not these
 * operators, and none can be trusted to have followed it.
 */
record Wanted(EventTypes types, List<NodeId> wantedTypes, int severityFrom, List<String> sources) {
    /** Whether an event is wanted, its severity aside. */
    boolean accepts(NodeId type, Map<String, Object> event) {
        return (wantedTypes.isEmpty() || types.isAny(type, wantedTypes))
                && (sources.isEmpty() || sources.contains(String.valueOf(event.get(EventField.SOURCE_NAME))));
    }

    boolean isSevereEnough(Map<String, Object> event) {
        return !(event.get(EventField.SEVERITY) instanceof Number severity) || severity.intValue() >= severityFrom;
    }
}
