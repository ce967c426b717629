package io.fieldpost.opcua.value;

import io.netty.buffer.ByteBuf;
import java.lang.reflect.Array;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.binary.OpcUaBinaryDecoder;
import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.XmlElement;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.jspecify.annotations.Nullable;

/**
 * Milo's decoder with its lengths checked against what is there. Milo 1.1.2 makes an array as long as the message announces, up to the
 * size of the largest message, and the dimensions of a matrix without any limit: ten bytes of a hostile or broken server
 * (an Int32 array with 2³¹-1 dimensions) ask for 8 GB, and a JVM that exits when memory is short exits. Here an array may announce no
 * more elements than bytes are left, and one message no more than {@value #MOST_ELEMENTS}.
 */
final class BoundedDecoder extends OpcUaBinaryDecoder {
    /** Elements of all arrays in one message; about 50 MB as boxed numbers, and more than a full message of 10,000 values has. */
    static final int MOST_ELEMENTS = 2_000_000;

    private static final int DEEPEST = 32;

    /** The null NodeId in its two-byte form, and no body (Part 6, 5.2.2.9 and 5.2.2.15). */
    private static final int EMPTY_BYTES = 3;

    private static final ExtensionObject EMPTY = ExtensionObject.of(ByteString.NULL_VALUE, NodeId.NULL_NUMERIC);

    private final ByteBuf bytes;
    private int elements;
    private int depth;

    BoundedDecoder(EncodingContext context, ByteBuf bytes) {
        super(context);
        this.bytes = bytes;
        setBuffer(bytes);
    }

    ByteBuf bytes() {
        return bytes;
    }

    private static UaSerializationException refused(String why) {
        return new UaSerializationException(StatusCodes.Bad_EncodingLimitsExceeded, why);
    }

    private int checked(int length) {
        if (length < -1 || length > bytes.readableBytes()) {
            throw refused("a length of " + length + " where " + bytes.readableBytes() + " bytes are left");
        }
        return length;
    }

    private void checkArray() {
        count(checked(bytes.getIntLE(bytes.readerIndex())));
    }

    private void count(int length) {
        elements += Math.max(0, length);
        if (elements > MOST_ELEMENTS) {
            throw refused("more than " + MOST_ELEMENTS + " elements in one message");
        }
    }

    @Override
    public @Nullable String decodeString() {
        checked(bytes.getIntLE(bytes.readerIndex()));
        return super.decodeString();
    }

    @Override
    public ByteString decodeByteString() {
        checked(bytes.getIntLE(bytes.readerIndex()));
        return super.decodeByteString();
    }

    /** One object for the empty one, which the answer for each item of a subscription carries and Milo keeps. */
    @Override
    public ExtensionObject decodeExtensionObject() {
        int at = bytes.readerIndex();
        if (bytes.readableBytes() >= EMPTY_BYTES && bytes.getMedium(at) == 0) {
            bytes.skipBytes(EMPTY_BYTES);
            return EMPTY;
        }
        return super.decodeExtensionObject();
    }

    /** One object for what nearly all are. */
    @Override
    public StatusCode decodeStatusCode() {
        StatusCode status = super.decodeStatusCode();
        return status.getValue() == 0 ? StatusCode.GOOD : status;
    }

    /** Part 6, 5.2.2.16. */
    @Override
    public Variant decodeVariant() {
        if (depth == DEEPEST) {
            throw refused("nested more than " + DEEPEST + " levels deep");
        }
        depth++;
        int mask = bytes.readByte();
        int type = mask & 0x3F;
        Object value;
        if (type == 0) {
            value = null;
        } else {
            value = (mask & 0x80) == 0 ? builtin(type) : array(type, (mask & 0x40) != 0);
        }
        depth--;
        return new Variant(value);
    }

    private @Nullable Object array(int type, boolean isMatrix) {
        int length = checked(bytes.readIntLE());
        count(length);
        Class<?> elementType = OpcUaDataType.getBackingClass(type);
        OpcUaDataType builtin = OpcUaDataType.fromTypeId(type);
        if (elementType == null || builtin == null) {
            throw refused("the unknown built-in type " + type);
        }
        Object[] flat = (Object[]) Array.newInstance(elementType, Math.max(0, length));
        for (int i = 0; i < length; i++) {
            flat[i] = builtin(type);
        }
        int[] dimensions = isMatrix ? dimensions() : new int[0];
        if (length == -1) {
            return null;
        }
        return dimensions.length > 1 ? new Matrix(flat, dimensions, builtin) : flat;
    }

    private int[] dimensions() {
        int[] dimensions = new int[Math.max(0, checkedDimensions(bytes.readIntLE()))];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = bytes.readIntLE();
        }
        return dimensions;
    }

    private int checkedDimensions(int count) {
        if (count > DEEPEST) {
            throw refused("a matrix of " + count + " dimensions");
        }
        return checked(count);
    }

    private @Nullable Object builtin(int type) {
        return switch (type) {
            case 1 -> decodeBoolean();
            case 2 -> decodeSByte();
            case 3 -> decodeByte();
            case 4 -> decodeInt16();
            case 5 -> decodeUInt16();
            case 6 -> decodeInt32();
            case 7 -> decodeUInt32();
            case 8 -> decodeInt64();
            case 9 -> decodeUInt64();
            case 10 -> decodeFloat();
            case 11 -> decodeDouble();
            case 12 -> decodeString();
            case 13 -> decodeDateTime();
            case 14 -> decodeGuid();
            case 15 -> decodeByteString();
            case 16 -> decodeXmlElement();
            case 17 -> decodeNodeId();
            case 18 -> decodeExpandedNodeId();
            case 19 -> decodeStatusCode();
            case 20 -> decodeQualifiedName();
            case 21 -> decodeLocalizedText();
            case 22 -> decodeExtensionObject();
            case 23 -> decodeDataValue();
            case 24 -> decodeVariant();
            case 25 -> decodeDiagnosticInfo();
            default -> throw refused("the unknown built-in type " + type);
        };
    }

    @Override
    public Matrix decodeMatrix(String field, OpcUaDataType type) {
        throw refused("a matrix outside a variant");
    }

    @Override
    public Matrix decodeStructMatrix(String field, NodeId type) {
        throw refused("a matrix of structures outside a variant");
    }

    @Override
    public UaStructuredType[] decodeStructArray(String field, NodeId type) {
        checkArray();
        return super.decodeStructArray(field, type);
    }

    @Override
    public Integer[] decodeEnumArray(String field) {
        checkArray();
        return super.decodeEnumArray(field);
    }

    @Override
    public Boolean[] decodeBooleanArray(String field) {
        checkArray();
        return super.decodeBooleanArray(field);
    }

    @Override
    public Byte[] decodeSByteArray(String field) {
        checkArray();
        return super.decodeSByteArray(field);
    }

    @Override
    public Short[] decodeInt16Array(String field) {
        checkArray();
        return super.decodeInt16Array(field);
    }

    @Override
    public Integer[] decodeInt32Array(String field) {
        checkArray();
        return super.decodeInt32Array(field);
    }

    @Override
    public Long[] decodeInt64Array(String field) {
        checkArray();
        return super.decodeInt64Array(field);
    }

    @Override
    public UByte[] decodeByteArray(String field) {
        checkArray();
        return super.decodeByteArray(field);
    }

    @Override
    public UShort[] decodeUInt16Array(String field) {
        checkArray();
        return super.decodeUInt16Array(field);
    }

    @Override
    public UInteger[] decodeUInt32Array(String field) {
        checkArray();
        return super.decodeUInt32Array(field);
    }

    @Override
    public ULong[] decodeUInt64Array(String field) {
        checkArray();
        return super.decodeUInt64Array(field);
    }

    @Override
    public Float[] decodeFloatArray(String field) {
        checkArray();
        return super.decodeFloatArray(field);
    }

    @Override
    public Double[] decodeDoubleArray(String field) {
        checkArray();
        return super.decodeDoubleArray(field);
    }

    @Override
    public String[] decodeStringArray(String field) {
        checkArray();
        return super.decodeStringArray(field);
    }

    @Override
    public DateTime[] decodeDateTimeArray(String field) {
        checkArray();
        return super.decodeDateTimeArray(field);
    }

    @Override
    public UUID[] decodeGuidArray(String field) {
        checkArray();
        return super.decodeGuidArray(field);
    }

    @Override
    public ByteString[] decodeByteStringArray(String field) {
        checkArray();
        return super.decodeByteStringArray(field);
    }

    @Override
    public XmlElement[] decodeXmlElementArray(String field) {
        checkArray();
        return super.decodeXmlElementArray(field);
    }

    @Override
    public NodeId[] decodeNodeIdArray(String field) {
        checkArray();
        return super.decodeNodeIdArray(field);
    }

    @Override
    public ExpandedNodeId[] decodeExpandedNodeIdArray(String field) {
        checkArray();
        return super.decodeExpandedNodeIdArray(field);
    }

    @Override
    public StatusCode[] decodeStatusCodeArray(String field) {
        checkArray();
        return super.decodeStatusCodeArray(field);
    }

    @Override
    public QualifiedName[] decodeQualifiedNameArray(String field) {
        checkArray();
        return super.decodeQualifiedNameArray(field);
    }

    @Override
    public LocalizedText[] decodeLocalizedTextArray(String field) {
        checkArray();
        return super.decodeLocalizedTextArray(field);
    }

    @Override
    public ExtensionObject[] decodeExtensionObjectArray(String field) {
        checkArray();
        return super.decodeExtensionObjectArray(field);
    }

    @Override
    public DataValue[] decodeDataValueArray(String field) {
        checkArray();
        return super.decodeDataValueArray(field);
    }

    @Override
    public Variant[] decodeVariantArray(String field) {
        checkArray();
        return super.decodeVariantArray(field);
    }

    @Override
    public DiagnosticInfo[] decodeDiagnosticInfoArray(String field) {
        checkArray();
        return super.decodeDiagnosticInfoArray(field);
    }
}
