package io.fieldpost.opcua.server;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.plant.PointServerContext;
import io.fieldpost.driver.plant.ServedPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.nodes.UaFolderNode;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * {@code Objects/Fieldpost}: a folder for each source with a variable for each of its points, and {@code Health}. NodeIds are texts that
 * stay the same: {@code SOURCE/POINT} for a point, {@code :health/PATH} for the gateway's own state, where no source can be.
 *
 * <p>One thread shows values; requests come from any.
 */
final class PlantNamespace extends ManagedNamespaceWithLifecycle {
    private static final String ROOT = ":fieldpost";
    private static final String HEALTH = ":health";

    private final PointServerContext context;
    private final PushedItems items;
    private final HistoryReads history;
    private final ModelChanges changes;
    private final Map<NodeId, PointVariable> variables = new ConcurrentHashMap<>();
    private final Map<String, Map<String, PointVariable>> bySource = new HashMap<>();
    private final Map<String, UaFolderNode> folders = new HashMap<>();
    private final int most;
    private int points;
    private boolean toldOfMost;

    /** @param most how many points are shown; those of the configuration come first */
    PlantNamespace(OpcUaServer server, PointServerContext context, int most) {
        super(server, uri(context.gateway()));
        this.context = context;
        this.most = most;
        this.items = new PushedItems(server, this::read);
        this.history = new HistoryReads(context.history(), server.getStaticEncodingContext());
        this.changes = new ModelChanges(server);
        getLifecycleManager().addStartupTask(this::addConfigured);
    }

    /** The namespace of a gateway's points. */
    static String uri(String gateway) {
        return "urn:fieldpost:" + gateway;
    }

    private void addConfigured() {
        UaFolderNode root = folder(ROOT, "Fieldpost");
        root.addReference(new Reference(root.getNodeId(), NodeIds.Organizes, NodeIds.ObjectsFolder.expanded(), false));
        root.addOrganizes(folder(HEALTH, "Health"));
        context.sources().forEach(this::sourceFolder);
        for (ServedPoint point : context.points()) {
            if (hasRoom(point.point())) {
                add(point, point.point().type());
            }
        }
    }

    /** Shows what is new; points that were not known appear. */
    void show(List<Measurement> newest) {
        List<NodeId> fresh = new ArrayList<>();
        for (Measurement one : newest) {
            PointVariable variable = find(one.point());
            if (variable == null) {
                variable = announce(one, fresh);
            }
            if (variable != null) {
                push(variable, one);
            }
        }
        changes.added(fresh);
    }

    /** Shows the gateway's own state. */
    void showHealth(List<Measurement> health) {
        for (Measurement one : health) {
            String id = HEALTH + "/" + one.point().name();
            PointVariable variable = variables.get(newNodeId(id));
            if (variable == null) {
                variable = addHealth(one.point(), id);
            }
            push(variable, one);
        }
    }

    private void push(PointVariable variable, Measurement measurement) {
        items.change(variable.node().getNodeId(), () -> variable.show(measurement));
    }

    private @Nullable PointVariable find(Point point) {
        Map<String, PointVariable> ofSource = bySource.get(point.source());
        return ofSource == null ? null : ofSource.get(point.name());
    }

    private @Nullable PointVariable announce(Measurement first, List<NodeId> fresh) {
        Point point = first.point();
        if (!hasRoom(point)) {
            return null;
        }
        ValueType seen = UaValues.typeOf(first.value());
        PointVariable added = add(new ServedPoint(point, null), seen == ValueType.ANY ? point.type() : seen);
        fresh.add(added.node().getNodeId());
        return added;
    }

    private boolean hasRoom(Point point) {
        if (points < most) {
            points++;
            return true;
        }
        if (!toldOfMost) {
            toldOfMost = true;
            Logger.warn(
                    "server opcua: {} points are shown, {} of source {} and others are not; give Java more memory, such as"
                            + " FIELDPOST_JAVA_OPTS=-Xmx128m",
                    most,
                    point.name(),
                    point.source());
        }
        return false;
    }

    private PointVariable add(ServedPoint served, ValueType type) {
        Point point = served.point();
        NodeId id = newNodeId(point.source() + "/" + point.name());
        PointVariable variable = PointVariable.of(getNodeContext(), served, type, id, point.name(), true);
        sourceFolder(point.source()).addComponent(variable.node());
        bySource.computeIfAbsent(point.source(), source -> new HashMap<>()).put(point.name(), variable);
        variables.put(id, variable);
        return variable;
    }

    private PointVariable addHealth(Point point, String id) {
        int slash = point.name().lastIndexOf('/');
        String name = point.name().substring(slash + 1);
        PointVariable variable = PointVariable.of(
                getNodeContext(), new ServedPoint(point, null), point.type(), newNodeId(id), name, false);
        healthFolder(slash < 0 ? "" : point.name().substring(0, slash)).addComponent(variable.node());
        variables.put(variable.node().getNodeId(), variable);
        return variable;
    }

    private UaFolderNode healthFolder(String path) {
        if (path.isEmpty()) {
            return folder(HEALTH, "Health");
        }
        String id = HEALTH + "/" + path;
        UaFolderNode known = folders.get(id);
        if (known != null) {
            return known;
        }
        int slash = path.lastIndexOf('/');
        UaFolderNode parent = healthFolder(slash < 0 ? "" : path.substring(0, slash));
        UaFolderNode made = folder(id, path.substring(slash + 1));
        parent.addOrganizes(made);
        return made;
    }

    private UaFolderNode sourceFolder(String source) {
        UaFolderNode known = folders.get(source);
        if (known != null) {
            return known;
        }
        UaFolderNode made = folder(source, source);
        folder(ROOT, "Fieldpost").addOrganizes(made);
        return made;
    }

    private UaFolderNode folder(String id, String name) {
        return folders.computeIfAbsent(id, fresh -> {
            UaFolderNode folder = new UaFolderNode(
                    getNodeContext(), newNodeId(id), newQualifiedName(name), LocalizedText.english(name));
            getNodeManager().addNode(folder);
            return folder;
        });
    }

    /** Of a point's value the server's time is that of its arrival (Part 4, 7.11), which Milo would replace by the present. */
    @Override
    public List<DataValue> read(
            ReadContext readContext, Double maxAge, TimestampsToReturn timestamps, List<ReadValueId> ids) {
        List<DataValue> values = new ArrayList<>(super.read(readContext, maxAge, timestamps, ids));
        for (int i = 0; i < values.size(); i++) {
            ReadValueId id = ids.get(i);
            PointVariable variable = variables.get(id.getNodeId());
            if (variable != null && AttributeId.Value.isEqual(id.getAttributeId())) {
                DataValue own = variable.current();
                DataValue read = values.get(i);
                values.set(
                        i,
                        UaValues.stamped(
                                new DataValue(
                                        read.getValue(),
                                        read.getStatusCode(),
                                        own.getSourceTime(),
                                        own.getServerTime()),
                                timestamps));
            }
        }
        return values;
    }

    @Override
    public List<HistoryReadResult> historyRead(
            HistoryReadContext readContext,
            HistoryReadDetails details,
            TimestampsToReturn timestamps,
            List<HistoryReadValueId> ids) {
        NodeId session = readContext.getSession().map(Session::getSessionId).orElse(NodeId.NULL_VALUE);
        List<HistoryReadResult> results = new ArrayList<>(ids.size());
        for (HistoryReadValueId id : ids) {
            PointVariable variable = variables.get(id.getNodeId());
            if (results.size() >= ServerLimits.HISTORY_NODES) {
                results.add(HistoryReads.failed(StatusCodes.Bad_TooManyOperations));
            } else if (variable == null || !variable.hasHistory()) {
                boolean known = getNodeManager().containsNode(id.getNodeId());
                results.add(HistoryReads.failed(
                        known ? StatusCodes.Bad_HistoryOperationUnsupported : StatusCodes.Bad_NodeIdUnknown));
            } else {
                results.add(history.read(id, variable.point(), session, details, timestamps));
            }
        }
        return results;
    }

    /** Items are told of changes, which a sampling interval of 0 says (Part 4, 5.13.1.2). */
    @Override
    public RevisedDataItemParameters onCreateDataItem(ReadValueId item, Double interval, UInteger queueSize) {
        return revised(queueSize);
    }

    @Override
    public RevisedDataItemParameters onModifyDataItem(ReadValueId item, Double interval, UInteger queueSize) {
        return revised(queueSize);
    }

    private static RevisedDataItemParameters revised(UInteger queueSize) {
        long bounded = Math.max(1, Math.min(ServerLimits.QUEUE, queueSize.longValue()));
        return new RevisedDataItemParameters(0.0, UInteger.valueOf(bounded));
    }

    @Override
    public void onDataItemsCreated(List<DataItem> created) {
        items.add(created);
    }

    @Override
    public void onDataItemsModified(List<DataItem> modified) {
        // Neither filter nor queue changes what there is to tell.
    }

    @Override
    public void onDataItemsDeleted(List<DataItem> deleted) {
        items.remove(deleted);
    }

    @Override
    public void onMonitoringModeChanged(List<MonitoredItem> changed) {
        items.refresh(changed.stream()
                .filter(DataItem.class::isInstance)
                .map(DataItem.class::cast)
                .toList());
    }
}
