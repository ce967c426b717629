package io.fieldpost.opcua.address;

import java.util.List;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.util.SubscriptionModel;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;

/** Nodes of one namespace: each call adds one, and returns its id. */
public final class Tree extends ManagedNamespaceWithLifecycle {
    private final SubscriptionModel sampling;
    private int made;

    Tree(OpcUaServer server, String uri) {
        super(server, uri);
        sampling = new SubscriptionModel(server, this);
        getLifecycleManager().addLifecycle(sampling);
    }

    /** An object in the folder Objects. */
    public NodeId object(String name) {
        return object(NodeIds.ObjectsFolder, name, NodeIds.BaseObjectType);
    }

    public NodeId object(NodeId parent, String name) {
        return object(parent, name, NodeIds.BaseObjectType);
    }

    public NodeId object(NodeId parent, String name, NodeId type) {
        NodeId id = newNodeId(++made + "." + name);
        UaObjectNode node = UaObjectNode.build(
                getNodeContext(),
                builder -> builder.setNodeId(id)
                        .setBrowseName(newQualifiedName(name))
                        .setDisplayName(LocalizedText.english(name))
                        .setTypeDefinition(type)
                        .build());
        getNodeManager().addNode(node);
        refer(parent, NodeIds.Organizes, id);
        return id;
    }

    public NodeId objectType(long number, String name, NodeId parent) {
        NodeId id = newNodeId(number);
        UaObjectTypeNode node = UaObjectTypeNode.builder(getNodeContext())
                .setNodeId(id)
                .setBrowseName(newQualifiedName(name))
                .setDisplayName(LocalizedText.english(name))
                .setIsAbstract(false)
                .build();
        getNodeManager().addNode(node);
        refer(parent, NodeIds.HasSubtype, id);
        return id;
    }

    /** A variable of type Double with id {@code s=NAME}, as machines have them. */
    public NodeId variable(NodeId parent, String name) {
        return variable(parent, name, newNodeId(name), NodeIds.BaseDataVariableType, Variant.ofDouble(made));
    }

    public NodeId variable(NodeId parent, String name, Object value) {
        return variable(parent, name, newNodeId(++made + "." + name), NodeIds.BaseDataVariableType, Variant.of(value));
    }

    public NodeId property(NodeId parent, String name, Object value) {
        NodeId id = newNodeId(++made + "." + name);
        add(id, name, NodeIds.PropertyType, Variant.of(value));
        refer(parent, NodeIds.HasProperty, id);
        return id;
    }

    public NodeId variable(NodeId parent, String name, NodeId id, NodeId type, Variant value) {
        add(id, name, type, value);
        refer(parent, NodeIds.HasComponent, id);
        return id;
    }

    private UaVariableNode add(NodeId id, String name, NodeId type, Variant value) {
        NodeId dataType = value.value() instanceof String
                ? NodeIds.String
                : value.value() instanceof Double ? NodeIds.Double : NodeIds.BaseDataType;
        UaVariableNode node = UaVariableNode.build(
                getNodeContext(),
                builder -> builder.setNodeId(id)
                        .setBrowseName(newQualifiedName(name))
                        .setDisplayName(LocalizedText.english(name))
                        .setDataType(dataType)
                        .setTypeDefinition(type)
                        .build());
        node.setValue(new DataValue(value));
        getNodeManager().addNode(node);
        return node;
    }

    /** Gives a variable a unit as servers tell it. */
    public void unit(NodeId variable, int unece, String shown) {
        EUInformation unit = new EUInformation(
                "http://www.opcfoundation.org/UA/units/un/cefact",
                unece,
                LocalizedText.english(shown),
                LocalizedText.NULL_VALUE);
        NodeId id = newNodeId(++made + ".unit");
        UaVariableNode node = UaVariableNode.build(
                getNodeContext(),
                builder -> builder.setNodeId(id)
                        .setBrowseName(new org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName(
                                0, "EngineeringUnits"))
                        .setDisplayName(LocalizedText.english("EngineeringUnits"))
                        .setDataType(NodeIds.EUInformation)
                        .setTypeDefinition(NodeIds.PropertyType)
                        .build());
        node.setValue(
                new DataValue(Variant.of(ExtensionObject.encode(getServer().getStaticEncodingContext(), unit))));
        getNodeManager().addNode(node);
        refer(variable, NodeIds.HasProperty, id);
    }

    /** Takes the right to read away. */
    public void hide(NodeId variable) {
        UaVariableNode node = (UaVariableNode) getNodeManager().get(variable);
        node.setAccessLevel(AccessLevel.toValue(Set.of()));
        node.setUserAccessLevel(AccessLevel.toValue(Set.of()));
    }

    /** One more reference between nodes. */
    public void refer(NodeId from, NodeId type, NodeId to) {
        getNodeManager()
                .addReferences(
                        new Reference(from, type, to.expanded(), true),
                        getServer().getNamespaceTable());
        getNodeManager()
                .addReferences(
                        new Reference(to, type, from.expanded(), false),
                        getServer().getNamespaceTable());
    }

    public void remove(NodeId id) {
        UaNode node = getNodeManager().get(id);
        node.delete();
    }

    /** Namespace index and name, as an address names it. */
    public String address(NodeId id) {
        return NodeAddress.of(id, getServer().getNamespaceTable()).toString();
    }

    @Override
    public void onDataItemsCreated(List<DataItem> items) {
        sampling.onDataItemsCreated(items);
    }

    @Override
    public void onDataItemsModified(List<DataItem> items) {
        sampling.onDataItemsModified(items);
    }

    @Override
    public void onDataItemsDeleted(List<DataItem> items) {
        sampling.onDataItemsDeleted(items);
    }

    @Override
    public void onMonitoringModeChanged(List<MonitoredItem> items) {
        sampling.onMonitoringModeChanged(items);
    }
}
