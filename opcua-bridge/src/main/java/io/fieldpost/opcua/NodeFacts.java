package io.fieldpost.opcua;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server what a command must know before it is sent. Whatever fails here, nothing has been sent to the machine: a failure is
 * {@code REFUSED} when the server says no, else {@code UNREACHABLE}. The source's thread.
 */
final class NodeFacts {
    /** A session that is not active now is being repaired; a command does not wait for that. */
    private static final Duration ACTIVE = Duration.ofMillis(200);

    private final OpcUaClient client;
    private final Duration timeout;
    private @Nullable NamespaceTable namespaces;
    private long deadline;

    NodeFacts(OpcUaClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /**
     * Makes sure that the session is active; from now on, all that is asked for one command takes one request time-out at most. What is sent while it is not would wait in the client and could reach the machine after its
     * asker has been told that it did not.
     */
    void requireSession() throws DriverException {
        deadline = System.nanoTime() + timeout.toNanos();
        try {
            client.getSessionAsync().get(ACTIVE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new DriverException(
                    Reason.UNREACHABLE, "the session is interrupted just now; nothing was sent, try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException(Reason.UNREACHABLE, "interrupted before anything was sent", e);
        }
    }

    /** The node of an address in this session. */
    NodeId node(String address) throws DriverException {
        NodeAddress parsed;
        try {
            parsed = NodeAddress.parse(address);
        } catch (IllegalArgumentException e) {
            throw new DriverException(Reason.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
        NamespaceTable table = namespaces;
        if (table == null) {
            table = ask(client.readNamespaceTableAsync(), "read the server's namespaces");
            namespaces = table;
        }
        NodeId node = parsed.resolve(table);
        if (node == null) {
            throw new DriverException(Reason.REFUSED, "the server has no namespace " + parsed.namespaceUri());
        }
        return node;
    }

    /** Attributes of a node, in the order asked for. */
    List<DataValue> read(NodeId node, AttributeId... attributes) throws DriverException {
        List<ReadValueId> wanted = new ArrayList<>();
        for (AttributeId attribute : attributes) {
            wanted.add(new ReadValueId(node, attribute.uid(), null, QualifiedName.NULL_VALUE));
        }
        String what = "read what " + node.toParseableString() + " takes";
        DataValue[] results = ask(client.readAsync(0, TimestampsToReturn.Neither, wanted), what)
                .getResults();
        if (results == null || results.length != attributes.length) {
            throw new DriverException(
                    Reason.UNREACHABLE, "the server's answer has no results; the gateway tried to " + what);
        }
        return List.of(results);
    }

    /** The value of a property, null when the node has none of this name. */
    @Nullable
    Object property(NodeId node, String name) throws DriverException {
        for (ReferenceDescription reference : references(node, BrowseDirection.Forward, NodeIds.HasProperty)) {
            QualifiedName found = reference.getBrowseName();
            NodeId property = local(reference);
            if (found != null && name.equals(found.name()) && property != null) {
                return read(property, AttributeId.Value).get(0).value().value();
            }
        }
        return null;
    }

    /** The type that a data type is a subtype of; null at the top. */
    @Nullable
    NodeId supertype(NodeId dataType) throws DriverException {
        for (ReferenceDescription reference : references(dataType, BrowseDirection.Inverse, NodeIds.HasSubtype)) {
            return local(reference);
        }
        return null;
    }

    private @Nullable NodeId local(ReferenceDescription reference) {
        return reference.getNodeId().toNodeId(client.getNamespaceTable()).orElse(null);
    }

    private List<ReferenceDescription> references(NodeId node, BrowseDirection direction, NodeId kind)
            throws DriverException {
        BrowseDescription wanted = new BrowseDescription(
                node,
                direction,
                kind,
                true,
                UInteger.valueOf(0),
                UInteger.valueOf(BrowseResultMask.BrowseName.getValue()));
        BrowseResult result = ask(client.browseAsync(wanted), "look at what belongs to " + node.toParseableString());
        ReferenceDescription[] references = result.getReferences();
        return references == null ? List.of() : List.of(references);
    }

    private <T> T ask(CompletableFuture<T> answer, String what) throws DriverException {
        try {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            return Failures.await(answer, left, what);
        } catch (DriverException e) {
            if (e.reason() == Reason.REFUSED) {
                throw e;
            }
            throw new DriverException(Reason.UNREACHABLE, e.getMessage() + "; nothing was sent", e);
        }
    }

    OpcUaClient client() {
        return client;
    }
}
