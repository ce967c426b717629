package org.eclipse.milo.opcua.stack.core.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.encoding.DataTypeCodec;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.UaDecoder;
import org.eclipse.milo.opcua.stack.core.encoding.UaEncoder;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is loaded when it is asked for is what Milo's classes themselves say that they are. */
class DefaultDataTypeManagerTest {
    private static final List<Structure> MILO = structuresOfMilo();

    private final DataTypeManager lazy = DefaultDataTypeManager.createAndInitialize(new NamespaceTable());

    /** Encodings are null ids where there are none. */
    private record Structure(Class<?> codec, NodeId type, NodeId binary, NodeId xml, NodeId json) {
        String line() {
            return codec.getEnclosingClass().getSimpleName() + ","
                    + Stream.of(type, binary, xml, json)
                            .map(id -> id.getIdentifier().toString())
                            .collect(Collectors.joining(","));
        }
    }

    /** All that have a codec, by number. */
    private static List<Structure> structuresOfMilo() {
        Path milo = Path.of(ReadRequest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        try (JarFile jar = new JarFile(milo.toFile())) {
            List<Structure> all = new ArrayList<>();
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName()
                        .matches("org/eclipse/milo/opcua/stack/core/types/structured/\\w+\\$Codec\\.class")) {
                    Class<?> codec =
                            Class.forName(entry.getName().replace('/', '.').replace(".class", ""));
                    Class<?> type = codec.getEnclosingClass();
                    all.add(new Structure(
                            codec,
                            id(type, "TYPE_ID"),
                            id(type, "BINARY_ENCODING_ID"),
                            id(type, "XML_ENCODING_ID"),
                            id(type, "JSON_ENCODING_ID")));
                }
            }
            all.sort(Comparator.comparing(one -> ((UInteger) one.type.getIdentifier()).intValue()));
            return all;
        } catch (IOException | ReflectiveOperationException | UaException e) {
            throw new IllegalStateException(e);
        }
    }

    private static NodeId id(Class<?> type, String field) throws ReflectiveOperationException, UaException {
        return ((ExpandedNodeId) type.getField(field).get(null)).toNodeIdOrThrow(new NamespaceTable());
    }

    /** With {@code -Dfieldpost.write=true} it is written. */
    @Test
    void listHasAllOfMilosStructures() throws IOException {
        Path list = Path.of(
                System.getProperty("fieldpost.root", ".."),
                "opcua-bridge/src/main/resources/org/eclipse/milo/opcua/stack/core/types/structures.csv");
        List<String> expected = MILO.stream().map(Structure::line).toList();
        if (Boolean.getBoolean("fieldpost.write")) {
            Files.write(list, expected);
        }
        assertThat(Files.readAllLines(list)).isEqualTo(expected);
    }

    @Test
    void eachIsFoundByItsTypeAndByEachEncoding() {
        assertThat(MILO).hasSizeGreaterThan(300);
        for (Structure one : MILO) {
            assertThat(lazy.getBinaryEncodingId(one.type)).isEqualTo(some(one.binary));
            assertThat(lazy.getXmlEncodingId(one.type)).isEqualTo(some(one.xml));
            assertThat(lazy.getJsonEncodingId(one.type)).isEqualTo(some(one.json));
            Stream.of(one.json, one.binary, one.type, one.xml)
                    .filter(NodeId::isNotNull)
                    .forEach(id -> assertThat(lazy.getCodec(id)).isExactlyInstanceOf(one.codec));
        }
    }

    private static @Nullable NodeId some(NodeId id) {
        return id.isNull() ? null : id;
    }

    /** Milo fills a registry that all its connections share by a class of its own. */
    @Test
    void sharedOneKnowsThemToo() {
        for (Structure one : MILO) {
            assertThat(OpcUaDataTypeManager.getInstance().getCodec(one.type)).isExactlyInstanceOf(one.codec);
        }
    }

    @Test
    void whatIsRegisteredStandsInThePlaceOfTheStandard() {
        DataTypeCodec own = new Own();
        Structure one = MILO.get(0);
        lazy.registerType(one.type, own, one.binary, null, null);
        assertThat(lazy.getCodec(one.binary)).isSameAs(own);
        assertThat(lazy.getCodec(one.type)).isSameAs(own);
        assertThat(lazy.getXmlEncodingId(one.type)).isEqualTo(one.xml);
    }

    @Test
    void nothingElseIsKnown() {
        NodeId elsewhere = new NodeId(1, Unsigned.uint(0x7000_0001));
        assertThat(lazy.getCodec(elsewhere)).isNull();
        assertThat(lazy.getCodec(new NodeId(0, "ReadRequest"))).isNull();
        assertThat(lazy.getCodec(
                        new NodeId(1, MILO.get(0).type.getIdentifier() instanceof Number n ? n.intValue() : 0)))
                .isNull();
        assertThat(lazy.getBinaryEncodingId(MILO.get(0).binary)).isNull();
        assertThat(new DefaultDataTypeManager().getCodec(MILO.get(0).type)).isNull();
        lazy.registerType(elsewhere, new Own(), null, null, null);
        assertThat(lazy.getCodec(elsewhere)).isInstanceOf(Own.class);
        assertThat(lazy.getBinaryEncodingId(elsewhere)).isNull();
    }

    private static final class Own implements DataTypeCodec {
        @Override
        public Class<?> getType() {
            return String.class;
        }

        @Override
        public UaStructuredType decode(EncodingContext context, UaDecoder decoder) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void encode(EncodingContext context, UaEncoder encoder, UaStructuredType value) {
            throw new UnsupportedOperationException();
        }
    }
}
