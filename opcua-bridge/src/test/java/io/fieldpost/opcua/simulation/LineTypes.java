package io.fieldpost.opcua.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.nodes.UaDataTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNodeContext;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.StructureType;
import org.eclipse.milo.opcua.stack.core.types.structured.DataTypeDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumField;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureField;

/** The line's own data types: enumerations told in both ways, structures told in both ways. */
final class LineTypes {
    private static final UInteger NONE = UInteger.valueOf(0);

    private final UaNodeContext context;
    private final int index;

    LineTypes(UaNodeContext context, int index) {
        this.context = context;
        this.index = index;
    }

    void add() {
        type("Operation", NodeIds.Enumeration, new EnumDefinition(new EnumField[] {
            value(0, "Idle"), value(3, "Executing"), value(9, "Faulted")
        }));
        UaDataTypeNode legacy = type("LegacyOperation", NodeIds.Enumeration, null);
        legacy.setEnumStrings(new LocalizedText[] {LocalizedText.english("Off"), LocalizedText.english("On")});
        type("Celsius", NodeIds.Double, null);
        structure(
                "Shot",
                StructureType.Structure,
                field("Number", NodeIds.UInt32, -1, false),
                field("Peak", id("Celsius"), -1, false),
                field("State", id("Operation"), -1, false),
                field("Zones", NodeIds.Double, 1, false),
                field("Label", NodeIds.LocalizedText, -1, false));
        structure(
                "Cycle",
                StructureType.Structure,
                field("Last", id("Shot"), -1, false),
                field("Shots", id("Shot"), 1, false));
        structure(
                "Recipe",
                StructureType.StructureWithOptionalFields,
                field("Name", NodeIds.String, -1, false),
                field("Weight", NodeIds.Double, -1, true),
                field("Colour", NodeIds.Int32, -1, true));
        structure(
                "Setpoint",
                StructureType.Union,
                field("Force", NodeIds.Float, -1, false),
                field("Position", NodeIds.Double, -1, false));
        inDictionary();
    }

    /** A structure as servers before 1.04 tell it: by a dictionary alone. */
    private void inDictionary() {
        type("OldShot", NodeIds.Structure, null);
        UaObjectNode encoding = encoding("OldShot");
        UaVariableNode description = variable("OldShot.Description", NodeIds.String, Variant.ofString("OldShot"));
        encoding.addReference(new Reference(
                encoding.getNodeId(),
                NodeIds.HasDescription,
                description.getNodeId().expanded(),
                true));
        byte[] xml = DICTIONARY.getBytes(StandardCharsets.UTF_8);
        UaVariableNode dictionary =
                variable("Dictionary", NodeIds.ByteString, Variant.ofByteString(ByteString.of(xml)));
        dictionary.addComponent(description);
    }

    /** A dictionary as a code generator writes it. */
    static final String DICTIONARY = """
            <opc:TypeDictionary xmlns:opc="http://opcfoundation.org/BinarySchema/" xmlns:ua="http://opcfoundation.org/UA/"
                xmlns:tns="urn:old" DefaultByteOrder="LittleEndian" TargetNamespace="urn:old">
              <opc:Import Namespace="http://opcfoundation.org/UA/"/>
              <opc:EnumeratedType LengthInBits="32" Name="Grade">
                <opc:EnumeratedValue Name="Scrap" Value="0"/><opc:EnumeratedValue Name="Prime" Value="1"/>
              </opc:EnumeratedType>
              <opc:StructuredType Name="OldShot" BaseType="ua:ExtensionObject">
                <opc:Field TypeName="opc:Bit" Name="NoteSpecified"/>
                <opc:Field TypeName="opc:Bit" Name="Reserved1" Length="31"/>
                <opc:Field TypeName="opc:UInt32" Name="Number"/>
                <opc:Field TypeName="opc:CharArray" Name="Note" SwitchField="NoteSpecified"/>
                <opc:Field TypeName="tns:Grade" Name="Grade"/>
                <opc:Field TypeName="opc:Int32" Name="NoOfZones"/>
                <opc:Field TypeName="opc:Double" Name="Zones" LengthField="NoOfZones"/>
                <opc:Field TypeName="tns:Span" Name="Span"/>
                <opc:Field TypeName="ua:Range" Name="Limits"/>
              </opc:StructuredType>
              <opc:StructuredType Name="Span" BaseType="ua:Union">
                <opc:Field TypeName="opc:UInt32" Name="SwitchField"/>
                <opc:Field TypeName="opc:Int32" Name="Seconds" SwitchField="SwitchField" SwitchValue="1"/>
                <opc:Field TypeName="opc:Double" Name="Share" SwitchField="SwitchField" SwitchValue="2"/>
              </opc:StructuredType>
            </opc:TypeDictionary>
            """;

    NodeId id(String type) {
        return new NodeId(index, "Type." + type);
    }

    NodeId encodingId(String type) {
        return new NodeId(index, "Type." + type + ".Binary");
    }

    private static EnumField value(long number, String name) {
        return new EnumField(number, LocalizedText.english(name), LocalizedText.NULL_VALUE, name);
    }

    private static StructureField field(String name, NodeId type, int rank, boolean optional) {
        return new StructureField(name, LocalizedText.NULL_VALUE, type, rank, null, NONE, optional);
    }

    private void structure(String name, StructureType kind, StructureField... fields) {
        type(name, NodeIds.Structure, new StructureDefinition(encodingId(name), NodeIds.Structure, kind, fields));
        encoding(name);
    }

    private UaObjectNode encoding(String type) {
        UaObjectNode node = new UaObjectNode(
                context,
                encodingId(type),
                new QualifiedName(0, "Default Binary"),
                LocalizedText.english("Default Binary"),
                LocalizedText.NULL_VALUE,
                NONE,
                NONE,
                UByte.valueOf(0));
        context.getNodeManager().addNode(node);
        node.addReference(new Reference(node.getNodeId(), NodeIds.HasEncoding, id(type).expanded(), false));
        return node;
    }

    private UaDataTypeNode type(String name, NodeId parent, DataTypeDefinition definition) {
        UaDataTypeNode node = new UaDataTypeNode(
                context,
                id(name),
                new QualifiedName(index, name),
                LocalizedText.english(name),
                LocalizedText.NULL_VALUE,
                NONE,
                NONE,
                false);
        if (definition != null) {
            node.setDataTypeDefinition(definition);
        }
        context.getNodeManager().addNode(node);
        node.addReference(new Reference(node.getNodeId(), NodeIds.HasSubtype, parent.expanded(), false));
        return node;
    }

    private UaVariableNode variable(String name, NodeId type, Variant value) {
        UaVariableNode node = new UaVariableNode.UaVariableNodeBuilder(context)
                .setNodeId(new NodeId(index, name))
                .setBrowseName(new QualifiedName(index, name))
                .setDisplayName(LocalizedText.english(name))
                .setDataType(type)
                .setTypeDefinition(NodeIds.BaseDataVariableType)
                .build();
        node.setValue(new DataValue(value));
        context.getNodeManager().addNode(node);
        return node;
    }

    /** Variables that hold a value of each of these types. */
    List<TypedConstant> constants() {
        List<TypedConstant> all = new ArrayList<>();
        all.add(new TypedConstant("Typed.Operation", id("Operation"), Variant.ofInt32(3)));
        all.add(new TypedConstant("Typed.Unnamed", id("Operation"), Variant.ofInt32(4)));
        all.add(new TypedConstant("Typed.Legacy", id("LegacyOperation"), Variant.ofInt32(1)));
        all.add(new TypedConstant("Typed.Operations", id("Operation"), Variant.ofInt32Array(new Integer[] {0, 9})));
        all.add(new TypedConstant("Typed.Plain", NodeIds.Int32, Variant.ofInt32(3)));
        all.add(new TypedConstant("Typed.Shot", id("Shot"), Variant.of(shot(7).as(encodingId("Shot")))));
        all.add(new TypedConstant(
                "Typed.Cycle",
                id("Cycle"),
                Variant.of(new Body()
                        .body(shot(2))
                        .int32(2)
                        .body(shot(1))
                        .body(shot(2))
                        .as(encodingId("Cycle")))));
        all.add(new TypedConstant("Typed.Shots", id("Shot"), Variant.ofExtensionObjectArray(new ExtensionObject[] {
            shot(1).as(encodingId("Shot")), shot(2).as(encodingId("Shot"))
        })));
        all.add(new TypedConstant(
                "Typed.Recipe",
                id("Recipe"),
                Variant.of(new Body().int32(0b10).text("red lid").int32(5).as(encodingId("Recipe")))));
        all.add(new TypedConstant(
                "Typed.Setpoint",
                id("Setpoint"),
                Variant.of(new Body().int32(2).real(0.25).as(encodingId("Setpoint")))));
        all.add(new TypedConstant(
                "Typed.OldShot",
                NodeIds.Structure,
                Variant.of(new Body()
                        .int32(1, 8)
                        .text("first")
                        .int32(1, 2)
                        .real(1.5, 2.5)
                        .int32(1, 40)
                        .real(0, 100)
                        .as(encodingId("OldShot")))));
        all.add(new TypedConstant(
                "Typed.Range",
                NodeIds.Range,
                Variant.of(new Body().real(-5, 5).as(NodeIds.Range_Encoding_DefaultBinary))));
        all.add(new TypedConstant(
                "Typed.Torn", id("Shot"), Variant.of(new Body().int32(1).as(encodingId("Shot")))));
        all.add(new TypedConstant(
                "Typed.Stranger",
                NodeIds.Structure,
                Variant.of(new Body().int32(1).as(new NodeId(index, "nobody")))));
        return all;
    }

    /** A variable with its value. */
    record TypedConstant(String id, NodeId type, Variant value) {}

    private static Body shot(int number) {
        return new Body()
                .int32(number)
                .real(221.5)
                .int32(3)
                .int32(2)
                .real(1, 2)
                .octet(3)
                .text("en")
                .text("shot " + number);
    }
}
