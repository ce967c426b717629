package io.fieldpost.opcua.address;

import io.fieldpost.driver.DriverException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathResult;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.ViewDescription;
import org.jspecify.annotations.Nullable;

/**
 * The services of one session that finding points needs, in calls that the server bears, one after the other. The limits are asked
 * for at the first call that has any. One thread.
 */
final class Calls {
    private static final ViewDescription WHOLE =
            new ViewDescription(NodeId.NULL_VALUE, DateTime.MIN_VALUE, UInteger.MIN);
    private static final UInteger REFERENCES_PER_NODE = UInteger.valueOf(1_000);
    private static final UInteger WANTED = UInteger.valueOf(BrowseResultMask.NodeClass.getValue()
            | BrowseResultMask.BrowseName.getValue()
            | BrowseResultMask.DisplayName.getValue()
            | BrowseResultMask.TypeDefinition.getValue());
    /** A server that always has one more continuation point must not keep us for ever. */
    private static final int MOST_REFERENCES = 500_000;

    private final OpcUaClient client;
    private final Waiting waiting;
    private @Nullable Batches translations;
    private @Nullable Batches browses;
    private @Nullable Batches reads;

    Calls(OpcUaClient client, Waiting waiting) {
        this.client = client;
        this.waiting = waiting;
    }

    OpcUaClient client() {
        return client;
    }

    /** The server's namespaces as they are now; one call. */
    NamespaceTable namespaces() throws DriverException {
        return waiting.await(client.readNamespaceTableAsync(), "read the server's namespaces");
    }

    List<BrowsePathResult> translate(List<BrowsePath> paths) throws DriverException {
        if (paths.isEmpty()) {
            return List.of();
        }
        readLimits();
        return translations()
                .run(
                        paths,
                        batch -> waiting.await(client.translateBrowsePathsAsync(batch), "look up browse paths")
                                .getResults());
    }

    List<DataValue> read(List<ReadValueId> ids) throws DriverException {
        if (ids.isEmpty()) {
            return List.of();
        }
        readLimits();
        return reads().run(
                        ids,
                        batch -> waiting.await(
                                        client.readAsync(0.0, TimestampsToReturn.Neither, batch),
                                        "read what kind of nodes there are")
                                .getResults());
    }

    /** How many nodes one Browse takes. */
    int nodesPerBrowse() throws DriverException {
        readLimits();
        return browses().most();
    }

    /**
     * The nodes that references lead to, for each node in its order; nothing for a node that can't be browsed.
     *
     * @param references type of the references, with its subtypes
     * @param nodeClasses mask of the node classes wanted
     */
    List<List<ReferenceDescription>> browse(List<NodeId> nodes, NodeId references, int nodeClasses)
            throws DriverException {
        readLimits();
        List<List<ReferenceDescription>> found = new ArrayList<>(nodes.size());
        List<BrowseDescription> wanted = new ArrayList<>(nodes.size());
        for (NodeId node : nodes) {
            wanted.add(new BrowseDescription(
                    node, BrowseDirection.Forward, references, true, UInteger.valueOf(nodeClasses), WANTED));
        }
        while (found.size() < wanted.size()) {
            int end = Math.min(wanted.size(), found.size() + browses().most());
            List<BrowseDescription> batch = wanted.subList(found.size(), end);
            found.addAll(drained(batch));
        }
        return found;
    }

    /** Browses a few nodes and takes all that the server held back for them, before it is asked anything else. */
    private List<List<ReferenceDescription>> drained(List<BrowseDescription> batch) throws DriverException {
        List<BrowseResult> results = browses().run(batch, this::browseOnce);
        List<List<ReferenceDescription>> found = new ArrayList<>(batch.size());
        for (BrowseResult result : results) {
            List<ReferenceDescription> references = new ArrayList<>();
            take(result, references);
            drain(result.getContinuationPoint(), references);
            found.add(references);
        }
        if (batch.size() > 1) {
            askAgainAlone(batch, results, found);
        }
        return found;
    }

    /** A server has few continuation points; a node for which none was left is asked about when all the others are free again. */
    private void askAgainAlone(
            List<BrowseDescription> batch, List<BrowseResult> results, List<List<ReferenceDescription>> found)
            throws DriverException {
        for (int i = 0; i < batch.size(); i++) {
            if (results.get(i).getStatusCode().getValue() == StatusCodes.Bad_NoContinuationPoints) {
                found.set(i, drained(batch.subList(i, i + 1)).get(0));
            }
        }
    }

    private BrowseResult @Nullable [] browseOnce(List<BrowseDescription> batch) throws DriverException {
        return waiting.await(client.browseAsync(WHOLE, REFERENCES_PER_NODE, batch), "browse the server")
                .getResults();
    }

    private void drain(@Nullable ByteString point, List<ReferenceDescription> into) throws DriverException {
        ByteString next = point;
        while (next != null && next.isNotNull() && next.length() > 0) {
            boolean enough = into.size() >= MOST_REFERENCES;
            BrowseResult @Nullable [] results = waiting.await(
                            client.browseNextAsync(enough, List.of(next)), "browse the server further")
                    .getResults();
            if (enough || results == null || results.length == 0) {
                return;
            }
            take(results[0], into);
            next = results[0].getContinuationPoint();
        }
    }

    private static void take(BrowseResult result, List<ReferenceDescription> into) {
        ReferenceDescription @Nullable [] references = result.getReferences();
        if (references != null) {
            into.addAll(List.of(references));
        }
    }

    /** Subtypes of a type, itself among them. */
    Set<NodeId> subtypes(NodeId type, NamespaceTable namespaces) throws DriverException {
        Set<NodeId> types = new LinkedHashSet<>();
        List<NodeId> level = List.of(type);
        types.add(type);
        while (!level.isEmpty()) {
            List<NodeId> next = new ArrayList<>();
            for (List<ReferenceDescription> references : browse(level, NodeIds.HasSubtype, 0)) {
                for (ReferenceDescription one : references) {
                    one.getNodeId().toNodeId(namespaces).filter(types::add).ifPresent(next::add);
                }
            }
            level = next;
        }
        return types;
    }

    private void readLimits() throws DriverException {
        if (browses == null) {
            ServerLimits limits = ServerLimits.read(client, waiting);
            translations = new Batches(limits.translate());
            browses = new Batches(limits.browse());
            reads = new Batches(limits.read());
        }
    }

    private Batches translations() {
        return Objects.requireNonNull(translations);
    }

    private Batches browses() {
        return Objects.requireNonNull(browses);
    }

    private Batches reads() {
        return Objects.requireNonNull(reads);
    }
}
