package org.eclipse.milo.opcua.stack.core.types;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.encoding.DataTypeCodec;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the place of Milo's class of this name, which it comes before on the class path, and knows the same types. Milo's loads the
 * 319 structures of OPC UA's own model with their codecs, 638 classes, for each client; this one loads a structure when it is first
 * asked for, and a client needs about fifty. Any thread.
 */
public class DefaultDataTypeManager implements DataTypeManager {
    private final Map<NodeId, DataTypeCodec> codecsByType = new ConcurrentHashMap<>();
    private final Map<NodeId, DataTypeCodec> codecsByEncoding = new ConcurrentHashMap<>();
    private final Map<NodeId, Encodings> encodings = new ConcurrentHashMap<>();
    private final Map<String, DataTypeDictionary> dictionaries = new ConcurrentHashMap<>();
    private volatile @Nullable StandardStructures standard;

    private record Encodings(
            @Nullable NodeId binary,
            @Nullable NodeId xml,
            @Nullable NodeId json) {
        static final Encodings NONE = new Encodings(null, null, null);
    }

    /** One that knows no type yet. */
    public DefaultDataTypeManager() {}

    /** One that knows all structures of OPC UA's own model. */
    public static DataTypeManager createAndInitialize(NamespaceTable namespaceTable) {
        DefaultDataTypeManager made = new DefaultDataTypeManager();
        made.knowStandard();
        return made;
    }

    void knowStandard() {
        standard = StandardStructures.INSTANCE;
    }

    @Override
    public void registerType(
            NodeId dataTypeId,
            DataTypeCodec codec,
            @Nullable NodeId binaryEncodingId,
            @Nullable NodeId xmlEncodingId,
            @Nullable NodeId jsonEncodingId) {
        codecsByType.put(dataTypeId, codec);
        Encodings before = encodings(dataTypeId);
        encodings.put(
                dataTypeId,
                new Encodings(
                        registered(binaryEncodingId, codec, before.binary),
                        registered(xmlEncodingId, codec, before.xml),
                        registered(jsonEncodingId, codec, before.json)));
    }

    private @Nullable NodeId registered(@Nullable NodeId encoding, DataTypeCodec codec, @Nullable NodeId before) {
        if (encoding == null || encoding.isNull()) {
            return before;
        }
        codecsByEncoding.put(encoding, codec);
        return encoding;
    }

    @Override
    public @Nullable DataTypeCodec getCodec(NodeId id) {
        DataTypeCodec codec = codecsByEncoding.get(id);
        if (codec == null) {
            codec = codecsByType.get(id);
        }
        return codec == null ? loaded(id) : codec;
    }

    private @Nullable DataTypeCodec loaded(NodeId id) {
        StandardStructures.Entry entry = standard(id);
        if (entry == null) {
            return null;
        }
        // One that was registered by its type in place of the standard's stays.
        DataTypeCodec codec = codecsByType.computeIfAbsent(entry.type(), type -> entry.codec());
        return id.equals(entry.type()) ? codec : codecsByEncoding.computeIfAbsent(id, encoding -> codec);
    }

    private StandardStructures.@Nullable Entry standard(NodeId id) {
        StandardStructures known = standard;
        return known == null ? null : known.find(id);
    }

    @Override
    public @Nullable NodeId getBinaryEncodingId(NodeId dataTypeId) {
        return encodings(dataTypeId).binary;
    }

    @Override
    public @Nullable NodeId getXmlEncodingId(NodeId dataTypeId) {
        return encodings(dataTypeId).xml;
    }

    @Override
    public @Nullable NodeId getJsonEncodingId(NodeId dataTypeId) {
        return encodings(dataTypeId).json;
    }

    private Encodings encodings(NodeId type) {
        Encodings known = encodings.get(type);
        if (known != null) {
            return known;
        }
        StandardStructures.Entry entry = standard(type);
        return entry == null || !entry.type().equals(type)
                ? Encodings.NONE
                : new Encodings(entry.binary(), entry.xml(), entry.json());
    }

    @Override
    public @Nullable DataTypeDictionary getTypeDictionary(String namespaceUri) {
        return dictionaries.get(namespaceUri);
    }

    @Override
    public void registerTypeDictionary(DataTypeDictionary dictionary) {
        dictionaries.put(dictionary.getNamespaceUri(), dictionary);
    }
}
