package org.eclipse.milo.opcua.stack.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.transport.client.OpcClientTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeIdsTest {
    private static final String NODE_IDS = "org/eclipse/milo/opcua/stack/core/NodeIds";
    /** Belongs to a tree of data types that is read bit by bit, which nobody makes. */
    private static final String SEED = "/LazyClientDataTypeTreeSeed.class";

    @Test
    void eachIsThatOfMilo() throws ReflectiveOperationException {
        for (Field field : NodeIds.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                assertThat(field.get(null)).as(field.getName()).isEqualTo(milos(field.getName()));
            }
        }
    }

    /** The superclass of Milo's class of this name, and in turn of one another, still have them. */
    private static NodeId milos(String name) throws ReflectiveOperationException {
        return (NodeId) NodeIds0.class.getField(name).get(null);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {NodeId.class, OpcUaClient.class, OpcUaServer.class, Reference.class, OpcClientTransport.class})
    void milosClassesFindAllThatTheyUse(Class<?> ofJar) throws IOException {
        Set<String> used = new TreeSet<>();
        Path milo = Path.of(
                ofJar.getProtectionDomain().getCodeSource().getLocation().getPath());
        try (JarFile jar = new JarFile(milo.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().endsWith(".class") && !entry.getName().endsWith(SEED)) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        used.addAll(new Constants(in).fieldsOf(NODE_IDS));
                    }
                }
            }
        }
        assertThat(Arrays.stream(NodeIds.class.getFields()).map(Field::getName)).containsAll(used);
        assertThat(used.isEmpty()).isEqualTo(ofJar == OpcClientTransport.class);
    }

    /** The constant pool of a class file (The Java Virtual Machine Specification, 4.4). */
    private static final class Constants {
        private final Object[] pool;

        Constants(InputStream file) throws IOException {
            DataInputStream in = new DataInputStream(file);
            in.skipNBytes(8);
            pool = new Object[in.readUnsignedShort()];
            for (int i = 1; i < pool.length; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> pool[i] = in.readUTF();
                    case 3, 4 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++;
                    }
                    case 7, 8, 16, 19, 20 -> pool[i] = in.readUnsignedShort();
                    case 9, 10, 11, 12, 17, 18 ->
                        pool[i] = new int[] {tag, in.readUnsignedShort(), in.readUnsignedShort()};
                    case 15 -> in.skipNBytes(3);
                    default -> throw new IOException("tag " + tag);
                }
            }
        }

        Set<String> fieldsOf(String owner) {
            Set<String> names = new TreeSet<>();
            for (Object one : pool) {
                if (one instanceof int[] reference && reference[0] == 9 && owner.equals(pool[index(reference[1])])) {
                    names.add((String) pool[((int[]) pool[reference[2]])[1]]);
                }
            }
            return names;
        }

        private int index(int at) {
            return (int) pool[at];
        }
    }
}
