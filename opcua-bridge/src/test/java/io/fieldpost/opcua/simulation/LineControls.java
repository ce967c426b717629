package io.fieldpost.opcua.simulation;

import java.util.Set;
import java.util.concurrent.Semaphore;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.core.ValueRanks;
import org.eclipse.milo.opcua.sdk.server.methods.AbstractMethodInvocationHandler;
import org.eclipse.milo.opcua.sdk.server.methods.InvalidArgumentException;
import org.eclipse.milo.opcua.sdk.server.nodes.UaDataTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaFolderNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNodeContext;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.nodes.filters.AttributeFilter;
import org.eclipse.milo.opcua.sdk.server.nodes.filters.AttributeFilterContext;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.structured.Argument;

/**
 * What can be written and called at the line: one variable {@code Control.TYPE} of each built-in type, some that refuse, and a method
 * {@code Control.Start} on the object {@code Line}.
 */
public final class LineControls {
    private static final String[] TYPES = {
        "Boolean",
        "SByte",
        "Byte",
        "Int16",
        "UInt16",
        "Int32",
        "UInt32",
        "Int64",
        "UInt64",
        "Float",
        "Double",
        "String",
        "LocalizedText",
        "DateTime",
        "Guid",
        "ByteString"
    };
    private static final int MOST_PARTS = 5000;

    private final UaNodeContext context;
    private final UShort namespace;
    private final UaFolderNode folder;
    private final Semaphore slow = new Semaphore(0);

    LineControls(UaNodeContext context, UShort namespace, UaFolderNode folder) {
        this.context = context;
        this.namespace = namespace;
        this.folder = folder;
        for (int i = 0; i < TYPES.length; i++) {
            // Identifiers of the built-in types, in the standard's order (Part 6, 5.1.2).
            add("Control." + TYPES[i], new NodeId(0, typeNumber(TYPES[i])), AccessLevel.READ_WRITE);
        }
        add("Control.Duration", NodeIds.Duration, AccessLevel.READ_WRITE);
        add("Control.Mode", mode(), AccessLevel.READ_WRITE);
        add("Control.Any", NodeIds.BaseDataType, AccessLevel.READ_WRITE)
                .setValue(new DataValue(Variant.ofInt16((short) 3)));
        add("Control.ReadOnly", NodeIds.Int32, AccessLevel.READ_ONLY);
        add("Control.List", NodeIds.Int32, AccessLevel.READ_WRITE).setValueRank(ValueRanks.OneDimension);
        add("Control.Limited", NodeIds.Double, AccessLevel.READ_WRITE)
                .getFilterChain()
                .addLast(writes(value -> {
                    if (value.value().value() instanceof Double number && number > 100) {
                        throw new UaException(StatusCodes.Bad_OutOfRange);
                    }
                }));
        add("Control.Slow", NodeIds.Int32, AccessLevel.READ_WRITE)
                .getFilterChain()
                .addLast(writes(value -> slow.acquireUninterruptibly()));
        folder.addComponent(start());
    }

    /** Lets one write of {@code Control.Slow} go on. */
    public void letSlowGo() {
        slow.release();
    }

    private static int typeNumber(String type) {
        return switch (type) {
            case "Boolean" -> 1;
            case "SByte" -> 2;
            case "Byte" -> 3;
            case "Int16" -> 4;
            case "UInt16" -> 5;
            case "Int32" -> 6;
            case "UInt32" -> 7;
            case "Int64" -> 8;
            case "UInt64" -> 9;
            case "Float" -> 10;
            case "Double" -> 11;
            case "String" -> 12;
            case "DateTime" -> 13;
            case "Guid" -> 14;
            case "ByteString" -> 15;
            default -> 21;
        };
    }

    @FunctionalInterface
    private interface Judge {
        void examine(DataValue written) throws UaException;
    }

    private static AttributeFilter writes(Judge judge) {
        return new AttributeFilter() {
            @Override
            public void writeAttribute(AttributeFilterContext filter, AttributeId attribute, Object value)
                    throws UaException {
                if (attribute == AttributeId.Value) {
                    judge.examine((DataValue) value);
                }
                filter.writeAttribute(attribute, value);
            }
        };
    }

    private UaVariableNode add(String id, NodeId type, Set<AccessLevel> access) {
        UaVariableNode node = new UaVariableNode.UaVariableNodeBuilder(context)
                .setNodeId(new NodeId(namespace, id))
                .setBrowseName(new QualifiedName(namespace, id))
                .setDisplayName(LocalizedText.english(id))
                .setDataType(type)
                .setTypeDefinition(NodeIds.BaseDataVariableType)
                .setAccessLevel(access)
                .setUserAccessLevel(access)
                .build();
        register(node);
        folder.addOrganizes(node);
        return node;
    }

    private void register(UaNode node) {
        context.getNodeManager().addNode(node);
    }

    /** An enumeration of the vendor's own: 0 is manual, 1 automatic. */
    private NodeId mode() {
        NodeId id = new NodeId(namespace, "ModeType");
        UaDataTypeNode type = new UaDataTypeNode(
                context,
                id,
                new QualifiedName(namespace, "ModeType"),
                LocalizedText.english("ModeType"),
                LocalizedText.NULL_VALUE,
                UInteger.MIN,
                UInteger.MIN,
                false);
        register(type);
        type.addReference(new Reference(id, NodeIds.HasSubtype, NodeIds.Enumeration.expanded(), false));
        UaVariableNode names = new UaVariableNode.UaVariableNodeBuilder(context)
                .setNodeId(new NodeId(namespace, "ModeType.EnumStrings"))
                .setBrowseName(new QualifiedName(0, "EnumStrings"))
                .setDisplayName(LocalizedText.english("EnumStrings"))
                .setDataType(NodeIds.LocalizedText)
                .setValueRank(ValueRanks.OneDimension)
                .setTypeDefinition(NodeIds.PropertyType)
                .setValue(new DataValue(Variant.ofLocalizedTextArray(
                        new LocalizedText[] {LocalizedText.english("manual"), LocalizedText.english("automatic")})))
                .build();
        register(names);
        type.addReference(
                new Reference(id, NodeIds.HasProperty, names.getNodeId().expanded(), true));
        return id;
    }

    private UaMethodNode start() {
        UaMethodNode method = UaMethodNode.builder(context)
                .setNodeId(new NodeId(namespace, "Control.Start"))
                .setBrowseName(new QualifiedName(namespace, "Control.Start"))
                .setDisplayName(LocalizedText.english("Start"))
                .build();
        Start handler = new Start(method);
        method.setInputArguments(handler.getInputArguments());
        method.setOutputArguments(handler.getOutputArguments());
        method.setInvocationHandler(handler);
        register(method);
        return method;
    }

    /** Starts a job of so many parts and gives its number. */
    private static final class Start extends AbstractMethodInvocationHandler {
        private Start(UaMethodNode node) {
            super(node);
        }

        @Override
        public Argument[] getInputArguments() {
            return new Argument[] {
                argument("parts", NodeIds.UInt32),
                argument("recipe", NodeIds.String),
                argument("urgent", NodeIds.Boolean)
            };
        }

        @Override
        public Argument[] getOutputArguments() {
            return new Argument[] {argument("job", NodeIds.Int64), argument("note", NodeIds.String)};
        }

        private static Argument argument(String name, NodeId type) {
            return new Argument(name, type, ValueRanks.Scalar, new UInteger[0], LocalizedText.english(name));
        }

        @Override
        protected void validateInputArgumentValues(Variant[] given) throws InvalidArgumentException {
            if (given[0].value() instanceof UInteger parts && parts.intValue() > MOST_PARTS) {
                throw new InvalidArgumentException(
                        new StatusCode[] {new StatusCode(StatusCodes.Bad_OutOfRange), StatusCode.GOOD, StatusCode.GOOD
                        });
            }
        }

        @Override
        protected Variant[] invoke(InvocationContext invocation, Variant[] given) {
            return new Variant[] {
                Variant.ofInt64(((UInteger) given[0].value()).longValue() * 2),
                Variant.ofString(given[1].value() + (Boolean.TRUE.equals(given[2].value()) ? " now" : " later"))
            };
        }
    }
}
