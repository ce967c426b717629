package io.fieldpost.opcua.event;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElementResult;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilterResult;
import org.jspecify.annotations.Nullable;

/**
 * What a server said to an item with a filter (Part 4, 7.22.3). A server may create the item and yet say that it understands neither a
 * field nor an operator; some then send nothing at all, so this is looked at.
 */
record FilterAnswer(StatusCode created, StatusCode[] selected, boolean whereUnderstood) {
    static FilterAnswer of(OpcUaClient client, OpcUaMonitoredItem item, StatusCode created) {
        EventFilterResult result = result(client, item.getFilterResult().orElse(null));
        StatusCode[] selected = result == null ? null : result.getSelectClauseResults();
        return new FilterAnswer(created, selected == null ? new StatusCode[0] : selected, understood(result));
    }

    private static @Nullable EventFilterResult result(OpcUaClient client, @Nullable ExtensionObject told) {
        if (told == null || told.isNull()) {
            return null;
        }
        try {
            return told.decode(client.getStaticEncodingContext()) instanceof EventFilterResult result ? result : null;
        } catch (RuntimeException e) {
            // A server that puts something else there has made the item all the same.
            return null;
        }
    }

    private static boolean understood(@Nullable EventFilterResult result) {
        if (result == null || result.getWhereClauseResult() == null) {
            return true;
        }
        ContentFilterElementResult[] elements = result.getWhereClauseResult().getElementResults();
        if (elements != null) {
            for (ContentFilterElementResult element : elements) {
                if (element.getStatusCode().isBad()) {
                    return false;
                }
            }
        }
        return true;
    }

    boolean refused() {
        return !created.isGood();
    }

    /** Whether the server knows every field. */
    boolean knowsAll() {
        for (StatusCode status : selected) {
            if (status.isBad()) {
                return false;
            }
        }
        return true;
    }

    /** Those of the fields that the server knows, or whose refusal does not count. */
    List<EventField> granted(List<EventField> asked, boolean byOwner) {
        List<EventField> granted = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            boolean known = i >= selected.length || !selected[i].isBad();
            if (known || !asked.get(i).mayBeRefused(byOwner)) {
                granted.add(asked.get(i));
            }
        }
        return granted;
    }

    /** The status by its name. */
    String status() {
        return name(created);
    }

    static String name(StatusCode status) {
        return StatusCodes.lookup(status.value()).map(name -> name[0]).orElse("0x" + Long.toHexString(status.value()));
    }
}
