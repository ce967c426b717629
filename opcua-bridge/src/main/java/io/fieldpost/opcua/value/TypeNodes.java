package io.fieldpost.opcua.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathResult;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathTarget;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.jspecify.annotations.Nullable;

/** The questions about types that a server is asked, each for many nodes at once. Nothing here waits for an answer. */
final class TypeNodes {
    private static final UInteger ALL = UInteger.valueOf(0);
    private static final UInteger REFERENCE_AND_NODE = UInteger.valueOf(0x3F);

    private final OpcUaClient client;
    private final Batches batches = new Batches();

    TypeNodes(OpcUaClient client) {
        this.client = client;
    }

    OpcUaClient client() {
        return client;
    }

    /** Runs a short task on the client's own threads after a while; not at all once they are closed. */
    void later(long millis, Runnable task) {
        client.getTransport().getConfig().getScheduledExecutor().schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    /** One attribute of each node; a DataValue with a bad status where there is none. */
    CompletableFuture<List<DataValue>> read(Collection<NodeId> nodes, AttributeId attribute) {
        List<ReadValueId> requests = new ArrayList<>(nodes.size());
        for (NodeId node : nodes) {
            requests.add(new ReadValueId(node, attribute.uid(), null, QualifiedName.NULL_VALUE));
        }
        return batches.all(
                requests,
                batch -> client.readAsync(0.0, TimestampsToReturn.Neither, batch)
                        .thenApply(response -> listed(response.getResults())));
    }

    /** The first node behind a reference of each node; nothing where there is none. */
    CompletableFuture<List<Optional<NodeId>>> follow(
            Collection<NodeId> nodes, NodeId referenceType, BrowseDirection direction) {
        List<BrowseDescription> requests = new ArrayList<>(nodes.size());
        for (NodeId node : nodes) {
            requests.add(new BrowseDescription(node, direction, referenceType, true, ALL, REFERENCE_AND_NODE));
        }
        return batches.all(requests, client::browseAsync).thenApply(results -> {
            List<Optional<NodeId>> targets = new ArrayList<>(results.size());
            for (BrowseResult result : results) {
                targets.add(first(result.getReferences()));
            }
            return targets;
        });
    }

    /** The node that stands for the binary encoding of each data type; nothing where there is none. */
    CompletableFuture<List<Optional<NodeId>>> binaryEncodings(Collection<NodeId> types) {
        List<BrowseDescription> requests = new ArrayList<>(types.size());
        for (NodeId type : types) {
            requests.add(new BrowseDescription(
                    type, BrowseDirection.Forward, NodeIds.HasEncoding, true, ALL, REFERENCE_AND_NODE));
        }
        return batches.all(requests, client::browseAsync).thenApply(results -> {
            List<Optional<NodeId>> encodings = new ArrayList<>(results.size());
            for (BrowseResult result : results) {
                encodings.add(binary(result.getReferences()));
            }
            return encodings;
        });
    }

    private Optional<NodeId> binary(ReferenceDescription @Nullable [] references) {
        if (references != null) {
            for (ReferenceDescription reference : references) {
                if ("Default Binary".equals(reference.getBrowseName().name())) {
                    return reference.getNodeId().toNodeId(client.getNamespaceTable());
                }
            }
        }
        return Optional.empty();
    }

    /** The property of this name of each node; nothing where there is none. */
    CompletableFuture<List<Optional<NodeId>>> property(Collection<NodeId> nodes, String name) {
        List<BrowsePath> requests = new ArrayList<>(nodes.size());
        RelativePathElement step =
                new RelativePathElement(NodeIds.HasProperty, false, true, new QualifiedName(0, name));
        for (NodeId node : nodes) {
            requests.add(new BrowsePath(node, new RelativePath(new RelativePathElement[] {step})));
        }
        return batches.all(
                        requests,
                        batch -> client.translateBrowsePathsAsync(batch)
                                .thenApply(response -> listed(response.getResults())))
                .thenApply(results -> {
                    List<Optional<NodeId>> targets = new ArrayList<>(results.size());
                    for (BrowsePathResult result : results) {
                        targets.add(first(result.getTargets()));
                    }
                    return targets;
                });
    }

    private Optional<NodeId> first(ReferenceDescription @Nullable [] references) {
        return references == null || references.length == 0
                ? Optional.empty()
                : references[0].getNodeId().toNodeId(client.getNamespaceTable());
    }

    private Optional<NodeId> first(BrowsePathTarget @Nullable [] targets) {
        return targets == null || targets.length == 0
                ? Optional.empty()
                : targets[0].getTargetId().toNodeId(client.getNamespaceTable());
    }

    private static <T> List<T> listed(T @Nullable [] results) {
        return results == null ? List.of() : Arrays.asList(results);
    }
}
