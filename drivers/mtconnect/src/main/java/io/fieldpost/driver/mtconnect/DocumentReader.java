package io.fieldpost.driver.mtconnect;

import io.fieldpost.driver.http.HttpTarget;
import io.fieldpost.driver.mtconnect.Observation.Category;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents of an agent: MTConnectStreams and MTConnectError of any version, told by their local names, since the namespace has the
 * version in it. No document type, no entities of a document's own, nothing that lies outside; the whole document is read, so that
 * half of one is never taken for whole.
 */
final class DocumentReader {
    private static final int MOST_DEPTH = 40;
    private static final int SOME = 5;

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;
    private final NumberAttributes numbers;
    private final BiPredicate<String, String> wanted;
    private final List<Observation> observations = new ArrayList<>();
    private final List<String> someOthers = new ArrayList<>();
    private int others;
    private int depth;
    private @Nullable StreamsHeader header;
    private AgentAnswer.@Nullable Refused refused;
    private @Nullable Category category;

    private DocumentReader(XMLStreamReader xml, BiPredicate<String, String> wanted) {
        this.xml = xml;
        this.numbers = new NumberAttributes(xml);
        this.wanted = wanted;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * Reads one document.
     *
     * @param wanted by id and name (empty for none) of a data item, whether its observations are
     * @throws DocumentException with the place, when it is no such document, or not a whole one
     */
    static AgentAnswer read(byte[] document, BiPredicate<String, String> wanted) throws DocumentException {
        XMLStreamReader xml = null;
        try {
            xml = FACTORY.createXMLStreamReader(new StringReader(DocumentText.of(document)));
            return new DocumentReader(xml, wanted).answer();
        } catch (XMLStreamException e) {
            throw new DocumentException(
                    "no XML" + NumberAttributes.place(e.getLocation()) + ": " + HttpTarget.shown(firstLine(e)));
        } finally {
            close(xml);
        }
    }

    private static void close(@Nullable XMLStreamReader xml) {
        try {
            if (xml != null) {
                xml.close();
            }
        } catch (XMLStreamException e) {
            // It reads from memory: nothing is left open.
        }
    }

    /** Behind it the parser repeats the place in its own words. */
    private static String firstLine(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int told = message.indexOf("Message: ");
        return told < 0 ? message : message.substring(told + "Message: ".length());
    }

    private AgentAnswer answer() throws XMLStreamException, DocumentException {
        String root = "";
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (root.isEmpty()) {
                        root = root();
                    }
                    enter();
                }
                case XMLStreamConstants.END_ELEMENT -> leave();
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new DocumentException("a document type or an entity of its own" + numbers.place());
                default -> {
                    // Text between elements, comments, instructions: nothing that is told.
                }
            }
        }
        if (root.equals("MTConnectError")) {
            return refused == null ? new AgentAnswer.Refused("", "without saying why") : refused;
        }
        if (header == null) {
            throw new DocumentException("no Header in the document");
        }
        return new AgentAnswer.Streams(header, List.copyOf(observations), others, List.copyOf(someOthers));
    }

    private String root() throws DocumentException {
        String root = xml.getLocalName();
        if (!root.equals("MTConnectStreams") && !root.equals("MTConnectError")) {
            throw new DocumentException(
                    "a document '" + HttpTarget.shown(root) + "', where MTConnectStreams is expected");
        }
        return root;
    }

    private void enter() throws XMLStreamException, DocumentException {
        depth++;
        if (depth > MOST_DEPTH) {
            throw new DocumentException("elements within each other deeper than " + MOST_DEPTH);
        }
        String name = xml.getLocalName();
        if (category != null) {
            observation(category);
        } else if (xml.getAttributeValue(null, "errorCode") != null) {
            error();
        } else {
            switch (name) {
                case "Header" -> header = xml.getAttributeValue(null, "nextSequence") == null ? null : header();
                case "Samples" -> category = Category.SAMPLE;
                case "Events" -> category = Category.EVENT;
                case "Condition" -> category = Category.CONDITION;
                default -> {
                    // Streams, DeviceStream, ComponentStream, and what later versions may add.
                }
            }
        }
    }

    private void leave() {
        depth--;
        // An observation takes its own end, so what ends here within a category is its container.
        category = null;
    }

    private StreamsHeader header() throws DocumentException {
        String size = xml.getAttributeValue(null, "bufferSize");
        return new StreamsHeader(
                numbers.instance(),
                size == null ? 0 : numbers.number("bufferSize"),
                numbers.number("firstSequence"),
                numbers.number("lastSequence"),
                numbers.number("nextSequence"));
    }

    private void error() throws XMLStreamException, DocumentException {
        String code = xml.getAttributeValue(null, "errorCode");
        StringBuilder text = new StringBuilder();
        content(text, null);
        if (refused == null) {
            refused = new AgentAnswer.Refused(HttpTarget.shown(code), HttpTarget.shown(text.toString()));
        }
    }

    private void observation(Category within) throws XMLStreamException, DocumentException {
        String id = xml.getAttributeValue(null, "dataItemId");
        if (id == null) {
            throw new DocumentException(
                    "an observation without a dataItemId: " + HttpTarget.shown(xml.getLocalName()) + numbers.place());
        }
        String name = xml.getAttributeValue(null, "name");
        if (!wanted.test(id, name == null ? "" : name)) {
            others++;
            if (someOthers.size() < SOME) {
                someOthers.add(HttpTarget.shown(id));
            }
            content(new StringBuilder(), null);
            return;
        }
        long sequence = numbers.number("sequence");
        String element = xml.getLocalName();
        Map<String, String> attributes = attributes();
        StringBuilder text = new StringBuilder();
        Map<String, Observation.Entry> entries = new LinkedHashMap<>();
        content(text, entries);
        observations.add(new Observation(
                within,
                id,
                name == null ? "" : name,
                sequence,
                element,
                attributes,
                text.toString().strip(),
                entries));
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        return attributes;
    }

    /**
     * Goes to the end of the element at hand.
     *
     * @param entries takes what is told as a set; null when nobody wants it
     */
    private void content(StringBuilder text, @Nullable Map<String, Observation.Entry> entries)
            throws XMLStreamException, DocumentException {
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                case XMLStreamConstants.START_ELEMENT -> child(text, entries);
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    return;
                }
                case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.END_DOCUMENT ->
                    throw new DocumentException(
                            "an entity of its own, or the end, within an element" + numbers.place());
                default -> {
                    // Comments and instructions.
                }
            }
        }
    }

    private void child(StringBuilder text, @Nullable Map<String, Observation.Entry> entries)
            throws XMLStreamException, DocumentException {
        depth++;
        if (depth > MOST_DEPTH) {
            throw new DocumentException("elements within each other deeper than " + MOST_DEPTH);
        }
        String key = xml.getAttributeValue(null, "key");
        boolean removed = "true".equals(xml.getAttributeValue(null, "removed"));
        if (entries == null || key == null) {
            content(text, entries);
            return;
        }
        StringBuilder inner = new StringBuilder();
        Map<String, Observation.Entry> cells = new LinkedHashMap<>();
        content(inner, cells);
        if (!removed) {
            Map<String, String> row = new LinkedHashMap<>();
            cells.forEach((cell, content) -> row.put(cell, content.text()));
            entries.put(key, new Observation.Entry(inner.toString().strip(), row));
        }
    }
}
