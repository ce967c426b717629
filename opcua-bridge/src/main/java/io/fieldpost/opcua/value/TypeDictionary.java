package io.fieldpost.opcua.value;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * A type dictionary in the OPC Binary schema (Part 3, annex C; Part 5, annex D): how servers before 1.04 tell what their structures are
 * made of. Reads what companion models and code generators write: fields, arrays with a length field, optional fields behind bits,
 * unions, enumerations of 32 bits. Anything else makes that one type unreadable, with its reason.
 */
final class TypeDictionary {
    private static final String UNION = "SwitchField";

    /** One Field element. */
    private record Line(
            String name,
            String type,
            @Nullable String lengthField,
            @Nullable String switchField,
            @Nullable String length,
            boolean valued) {}

    private final Function<String, @Nullable NodeId> typeNamed;
    private final Map<String, Shape> shapes = new LinkedHashMap<>();

    private TypeDictionary(Function<String, @Nullable NodeId> typeNamed) {
        this.typeNamed = typeNamed;
    }

    /**
     * Reads a dictionary.
     *
     * @param typeNamed gives the id of a type by its qualified name in the dictionary, such as {@code opc:Int32}; {@code null} for
     *     one that it doesn't know
     * @return its types by name
     * @throws ValueException when it is no dictionary
     */
    static Map<String, Shape> parse(byte[] xml, Function<String, @Nullable NodeId> typeNamed) {
        TypeDictionary dictionary = new TypeDictionary(typeNamed);
        XMLInputFactory factory = XMLInputFactory.newFactory();
        // What a machine says must not make the gateway open files or addresses, nor expand an entity for ever.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            dictionary.read(factory.createXMLStreamReader(new ByteArrayInputStream(xml)));
        } catch (XMLStreamException | RuntimeException e) {
            throw new ValueException("the server's type dictionary cannot be read: " + e.getMessage());
        }
        return dictionary.shapes;
    }

    private void read(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                String name = reader.getAttributeValue(null, "Name");
                if (reader.getLocalName().equals("StructuredType") && name != null) {
                    boolean union = String.valueOf(reader.getAttributeValue(null, "BaseType"))
                            .endsWith(":Union");
                    shapes.put(name, structure(name, union, lines(reader)));
                } else if (reader.getLocalName().equals("EnumeratedType") && name != null) {
                    shapes.put(name, enumeration(reader));
                }
            }
        }
    }

    private static Shape enumeration(XMLStreamReader reader) throws XMLStreamException {
        String bits = reader.getAttributeValue(null, "LengthInBits");
        Map<Long, String> names = new HashMap<>();
        while (!isEnd(reader, "EnumeratedType")) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("EnumeratedValue")) {
                names.put(
                        Long.parseLong(reader.getAttributeValue(null, "Value")),
                        reader.getAttributeValue(null, "Name"));
            }
        }
        return "32".equals(bits)
                ? new Shape.Enumeration(names)
                : new Shape.Unreadable("the server's type dictionary has an enumeration of " + bits + " bits");
    }

    private static List<Line> lines(XMLStreamReader reader) throws XMLStreamException {
        List<Line> lines = new ArrayList<>();
        while (!isEnd(reader, "StructuredType")) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("Field")) {
                lines.add(new Line(
                        String.valueOf(reader.getAttributeValue(null, "Name")),
                        String.valueOf(reader.getAttributeValue(null, "TypeName")),
                        reader.getAttributeValue(null, "LengthField"),
                        reader.getAttributeValue(null, "SwitchField"),
                        reader.getAttributeValue(null, "Length"),
                        reader.getAttributeValue(null, "SwitchValue") != null));
            }
        }
        return lines;
    }

    private static boolean isEnd(XMLStreamReader reader, String element) {
        return reader.getEventType() == XMLStreamConstants.END_ELEMENT
                && reader.getLocalName().equals(element);
    }

    private Shape structure(String name, boolean union, List<Line> lines) {
        List<String> bits = new ArrayList<>();
        List<String> lengths = new ArrayList<>();
        int bitCount = 0;
        for (Line line : lines) {
            if (line.type().equals("opc:Bit")) {
                bits.add(line.name());
                bitCount += line.length() == null ? 1 : Integer.parseInt(line.length());
            }
            if (line.lengthField() != null) {
                lengths.add(line.lengthField());
            }
        }
        if (bitCount != 0 && bitCount != 32) {
            return new Shape.Unreadable("the server's type " + name + " begins with " + bitCount + " bits");
        }
        List<Shape.Field> fields = new ArrayList<>();
        int optional = 0;
        for (Line line : lines) {
            boolean counts = line.type().equals("opc:Bit")
                    || lengths.contains(line.name())
                    || union && line.name().equals(UNION);
            if (counts) {
                continue;
            }
            boolean behindBit = !union && line.switchField() != null;
            NodeId type = typeNamed.apply(line.type());
            boolean inOrder = !behindBit || bits.indexOf(line.switchField()) == optional++;
            if (type == null || !inOrder || union != line.valued() || line.length() != null) {
                return new Shape.Unreadable(
                        "the server's type dictionary has an unknown field: " + name + "." + line.name());
            }
            fields.add(new Shape.Field(line.name(), type, line.lengthField() == null ? -1 : 1, behindBit, false));
        }
        Shape.Kind kind = union ? Shape.Kind.UNION : bitCount > 0 ? Shape.Kind.OPTIONAL : Shape.Kind.PLAIN;
        return new Shape.Structure(name, kind, List.copyOf(fields));
    }
}
