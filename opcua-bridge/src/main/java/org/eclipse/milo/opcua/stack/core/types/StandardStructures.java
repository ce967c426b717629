package org.eclipse.milo.opcua.stack.core.types;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.encoding.DataTypeCodec;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.jspecify.annotations.Nullable;

/** The structures of OPC UA's own model for which Milo has a class, by their ids (Part 6, annex A; namespace 0). Any thread. */
final class StandardStructures {
    static final StandardStructures INSTANCE = new StandardStructures();

    /** Lines of name, type, binary, XML and JSON encoding; 0 for an encoding that there is not. */
    private static final String LIST = "structures.csv";

    private static final String CLASSES = StandardStructures.class.getPackageName() + ".structured.";
    private static final int IDS = 4;

    private final String[] names;
    /** {@link #IDS} of each name. */
    private final int[] ids;
    /** Open addressing over places in {@link #ids} plus one. */
    private final int[] slots;

    /** One of them; nothing of it is loaded by its being found. */
    record Entry(
            String name,
            NodeId type,
            @Nullable NodeId binary,
            @Nullable NodeId xml,
            @Nullable NodeId json) {
        DataTypeCodec codec() {
            try {
                return (DataTypeCodec) Class.forName(CLASSES + name + "$Codec")
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this version of Milo has no codec for " + name, e);
            }
        }
    }

    private StandardStructures() {
        List<String> lines = lines();
        names = new String[lines.size()];
        ids = new int[names.length * IDS];
        slots = new int[Integer.highestOneBit(ids.length) * 4];
        for (int i = 0; i < names.length; i++) {
            String[] parts = lines.get(i).split(",");
            names[i] = parts[0];
            for (int k = 0; k < IDS; k++) {
                int at = i * IDS + k;
                ids[at] = Integer.parseInt(parts[1 + k]);
                if (ids[at] != 0) {
                    slots[slotOf(ids[at])] = at + 1;
                }
            }
        }
    }

    private static List<String> lines() {
        try (InputStream in = StandardStructures.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException(LIST + " is missing");
            }
            List<String> lines = new ArrayList<>();
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that has this id as its type or as one of its encodings. */
    @Nullable
    Entry find(NodeId id) {
        if (id.getNamespaceIndex().intValue() != 0 || !(id.getIdentifier() instanceof UInteger number)) {
            return null;
        }
        int slot = slots[slotOf(number.intValue())];
        if (slot == 0) {
            return null;
        }
        int at = (slot - 1) / IDS * IDS;
        return new Entry(
                names[at / IDS], new NodeId(0, UInteger.valueOf(ids[at])), node(at + 1), node(at + 2), node(at + 3));
    }

    private @Nullable NodeId node(int at) {
        return ids[at] == 0 ? null : new NodeId(0, UInteger.valueOf(ids[at]));
    }

    private int slotOf(int id) {
        int slot = id & slots.length - 1;
        while (slots[slot] != 0 && ids[slots[slot] - 1] != id) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }
}
