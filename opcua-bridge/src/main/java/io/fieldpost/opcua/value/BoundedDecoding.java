package io.fieldpost.opcua.value;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.encoding.DataTypeCodec;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.UaDecoder;
import org.eclipse.milo.opcua.stack.core.encoding.UaEncoder;
import org.eclipse.milo.opcua.stack.core.encoding.binary.OpcUaBinaryDecoder;
import org.eclipse.milo.opcua.stack.core.types.DataTypeManager;
import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseNextResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.CallResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateMonitoredItemsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSessionResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeNotification;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFieldList;
import org.eclipse.milo.opcua.stack.core.types.structured.EventNotificationList;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryData;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemNotification;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.RepublishResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.ServiceFault;
import org.eclipse.milo.opcua.stack.core.types.structured.TranslateBrowsePathsToNodeIdsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteResponse;

/**
 * Puts a {@link BoundedDecoder} in the place of Milo's own for what a server answers. Milo has no setting for it, but finds the codec of
 * each message in a registry that is open: here the codecs of answers are wrapped in one that changes the decoder.
 *
 * <p>It also keeps one bad value from taking its neighbours along: Milo gives up a whole notification for it, which the server then
 * believes delivered. Here the values before it arrive, its own item gets the status {@code Bad_DecodingError}, and those behind it,
 * whose beginnings nobody can know, are counted.
 */
public final class BoundedDecoding {
    private static final VarHandle BUFFER = buffer();

    private BoundedDecoding() {}

    /**
     * Guards a client; to be called once, before it connects.
     *
     * @param values where the values of notifications go
     * @param lost told, with the reason, how many values or events of a notification could not be read
     */
    public static void install(OpcUaClient client, ValueTaker values, ObjIntConsumer<String> lost) {
        Registry registry = new Registry(client);
        registry.wrap(BrowseNextResponse.TYPE_ID, BrowseNextResponse.BINARY_ENCODING_ID);
        registry.wrap(BrowseResponse.TYPE_ID, BrowseResponse.BINARY_ENCODING_ID);
        registry.wrap(CallResponse.TYPE_ID, CallResponse.BINARY_ENCODING_ID);
        registry.wrap(CreateMonitoredItemsResponse.TYPE_ID, CreateMonitoredItemsResponse.BINARY_ENCODING_ID);
        registry.wrap(CreateSessionResponse.TYPE_ID, CreateSessionResponse.BINARY_ENCODING_ID);
        registry.wrap(HistoryData.TYPE_ID, HistoryData.BINARY_ENCODING_ID);
        registry.wrap(HistoryReadResponse.TYPE_ID, HistoryReadResponse.BINARY_ENCODING_ID);
        registry.wrap(PublishResponse.TYPE_ID, PublishResponse.BINARY_ENCODING_ID);
        registry.wrap(ReadResponse.TYPE_ID, ReadResponse.BINARY_ENCODING_ID);
        registry.wrap(RepublishResponse.TYPE_ID, RepublishResponse.BINARY_ENCODING_ID);
        registry.wrap(ServiceFault.TYPE_ID, ServiceFault.BINARY_ENCODING_ID);
        registry.wrap(
                TranslateBrowsePathsToNodeIdsResponse.TYPE_ID,
                TranslateBrowsePathsToNodeIdsResponse.BINARY_ENCODING_ID);
        registry.wrap(WriteResponse.TYPE_ID, WriteResponse.BINARY_ENCODING_ID);
        registry.put(
                DataChangeNotification.TYPE_ID,
                DataChangeNotification.BINARY_ENCODING_ID,
                codec -> new Guard(codec, (context, decoder) -> values(decoder, values, lost)));
        registry.put(
                EventNotificationList.TYPE_ID,
                EventNotificationList.BINARY_ENCODING_ID,
                codec -> new Guard(codec, (context, decoder) -> events(decoder, lost)));
    }

    private static UaStructuredType values(BoundedDecoder decoder, ValueTaker taker, ObjIntConsumer<String> lost) {
        int count = decoder.decodeInt32();
        List<MonitoredItemNotification> others = new ArrayList<>(0);
        DataChanges changes = new DataChanges(decoder.bytes());
        Reading reading = new Reading();
        taker.begin();
        for (int i = 0; i < count; i++) {
            if (changes.isUsual()) {
                int usual = changes.handle();
                changes.read(reading);
                give(usual, reading, taker, others);
                continue;
            }
            changes.align();
            UInteger handle = null;
            DataValue value;
            try {
                handle = decoder.decodeUInt32();
                value = decoder.decodeDataValue();
            } catch (RuntimeException e) {
                if (handle != null) {
                    DataValue undecodable = new DataValue(
                            Variant.NULL_VALUE, new StatusCode(StatusCodes.Bad_DecodingError), null, null);
                    reading.set(undecodable);
                    give(handle.intValue(), reading, taker, others);
                }
                lost.accept(String.valueOf(e.getMessage()), count - i);
                break;
            }
            reading.set(value);
            give(handle.intValue(), reading, taker, others);
            changes.resume();
        }
        taker.end();
        return new DataChangeNotification(others.toArray(new MonitoredItemNotification[0]), null);
    }

    private static void give(int handle, Reading reading, ValueTaker taker, List<MonitoredItemNotification> others) {
        if (!taker.take(handle, reading)) {
            others.add(new MonitoredItemNotification(UInteger.valueOf(handle & 0xFFFF_FFFFL), reading.dataValue()));
        }
    }

    private static UaStructuredType events(BoundedDecoder decoder, ObjIntConsumer<String> lost) {
        int count = decoder.decodeInt32();
        List<EventFieldList> read = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            try {
                read.add(new EventFieldList(decoder.decodeUInt32(), decoder.decodeVariantArray("EventFields")));
            } catch (RuntimeException e) {
                lost.accept(String.valueOf(e.getMessage()), count - i);
                break;
            }
        }
        return new EventNotificationList(read.toArray(new EventFieldList[0]));
    }

    private static VarHandle buffer() {
        try {
            return MethodHandles.privateLookupIn(OpcUaBinaryDecoder.class, MethodHandles.lookup())
                    .findVarHandle(OpcUaBinaryDecoder.class, "buffer", ByteBuf.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this version of Milo keeps its bytes elsewhere: BoundedDecoding must follow", e);
        }
    }

    /** Reads one message or structure with a decoder that checks lengths. */
    private interface Reader {
        UaStructuredType read(EncodingContext context, BoundedDecoder decoder);
    }

    /** Milo's registry of codecs, whose ids hold in every session because all are OPC UA's own. */
    private record Registry(OpcUaClient client) {
        void wrap(ExpandedNodeId type, ExpandedNodeId encoding) {
            put(type, encoding, codec -> new Guard(codec, codec::decode));
        }

        void put(
                ExpandedNodeId type,
                ExpandedNodeId encoding,
                java.util.function.Function<DataTypeCodec, DataTypeCodec> guarded) {
            DataTypeManager codecs = client.getStaticDataTypeManager();
            try {
                NodeId typeId = type.toNodeIdOrThrow(client.getNamespaceTable());
                NodeId encodingId = encoding.toNodeIdOrThrow(client.getNamespaceTable());
                DataTypeCodec codec = codecs.getCodec(encodingId);
                if (codec == null) {
                    throw new IllegalStateException("this version of Milo cannot read " + encoding.toParseableString());
                }
                codecs.registerType(typeId, guarded.apply(codec), encodingId, null, null);
            } catch (UaException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A codec that changes the decoder. */
    private record Guard(DataTypeCodec codec, Reader reader) implements DataTypeCodec {
        @Override
        public Class<?> getType() {
            return codec.getType();
        }

        @Override
        public UaStructuredType decode(EncodingContext context, UaDecoder decoder) {
            if (decoder instanceof BoundedDecoder || !(decoder instanceof OpcUaBinaryDecoder)) {
                return decoder instanceof BoundedDecoder bounded
                        ? reader.read(context, bounded)
                        : codec.decode(context, decoder);
            }
            return reader.read(context, new BoundedDecoder(context, (ByteBuf) BUFFER.get(decoder)));
        }

        @Override
        public void encode(EncodingContext context, UaEncoder encoder, UaStructuredType value) {
            codec.encode(context, encoder, value);
        }
    }
}
