package io.fieldpost.opcua.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.simulation.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.ServerTable;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.encoding.DefaultEncodingManager;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingManager;
import org.eclipse.milo.opcua.stack.core.encoding.binary.OpcUaBinaryEncoder;
import org.eclipse.milo.opcua.stack.core.types.DataTypeManager;
import org.eclipse.milo.opcua.stack.core.types.DefaultDataTypeManager;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.junit.jupiter.api.Test;

/**
 * Whatever bytes a machine sends in the place of a value: a measurement comes of it, or a plain refusal. Never an error of the JVM, which
 * would end the agent. A run under a small heap ({@code -Xmx64m}, as installed) finds what a large one hides.
 */
class HostileBytesTest {
    private static final EncodingContext CONTEXT = new EncodingContext() {
        private final NamespaceTable namespaces = new NamespaceTable();
        private final DataTypeManager types = DefaultDataTypeManager.createAndInitialize(namespaces);

        @Override
        public DataTypeManager getDataTypeManager() {
            return types;
        }

        @Override
        public EncodingManager getEncodingManager() {
            return DefaultEncodingManager.createAndInitialize();
        }

        @Override
        public EncodingLimits getEncodingLimits() {
            return new EncodingLimits(65_536, 512, 16 << 20, 32);
        }

        @Override
        public NamespaceTable getNamespaceTable() {
            return namespaces;
        }

        @Override
        public ServerTable getServerTable() {
            return new ServerTable();
        }
    };

    private static final Point POINT = new Point("press-1", "p", "i=1", ValueType.ANY, "1");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final NodeId LOOP = new NodeId(2, "loop");
    private static final NodeId PAIR = new NodeId(2, "pair");
    private static final NodeId EMPTY = new NodeId(2, "empty");
    private static final int BIGGEST = Integer.MAX_VALUE;
    private static final List<byte[]> SEEDS = seeds();

    private static final Values VALUES = new Values(new NamespaceTable(), types(), EnumerationStyle.both);

    /** A type that holds itself, as no model should and a hostile one would. */
    private static DataTypes types() {
        DataTypes types = new DataTypes();
        types.put(
                LOOP,
                new Shape.Structure(
                        "loop", Shape.Kind.OPTIONAL, List.of(new Shape.Field("next", LOOP, -1, true, false))));
        types.put(EMPTY, new Shape.Structure("empty", Shape.Kind.PLAIN, List.of()));
        types.put(
                PAIR,
                new Shape.Structure(
                        "pair",
                        Shape.Kind.PLAIN,
                        List.of(
                                new Shape.Field("any", new NodeId(0, 24), -1, false, false),
                                new Shape.Field("many", EMPTY, 1, false, false),
                                new Shape.Field("grid", new NodeId(0, 6), 2, false, false),
                                new Shape.Field("loops", LOOP, 1, false, false))));
        return types;
    }

    private static List<byte[]> seeds() {
        DateTime time = new DateTime(Instant.parse("2026-01-01T00:00:00Z"));
        return List.of(
                encoded(new DataValue(Variant.ofDouble(1), StatusCode.GOOD, time, UShort.MIN, time, UShort.MAX)),
                encoded(new DataValue(Variant.ofStringArray(new String[] {"a", null, "Störung"}))),
                encoded(new DataValue(Variant.of(Matrix.ofInt32(new int[][] {{1, 2}, {3, 4}})))),
                encoded(new DataValue(Variant.ofLocalizedText(LocalizedText.english("text")))),
                encoded(new DataValue(Variant.ofVariantArray(
                        new Variant[] {Variant.ofInt32(1), Variant.ofVariantArray(new Variant[] {Variant.ofByte(null)})
                        }))),
                encoded(new DataValue(Variant.of(new Body().int32(1, 1, 1, 0).as(LOOP)))),
                encoded(new DataValue(Variant.ofExtensionObjectArray(new ExtensionObject[] {
                    new Body()
                            .octet(6)
                            .int32(7)
                            .int32(2)
                            .int32(2, 1, 2, 5, 6)
                            .int32(1, 0)
                            .as(PAIR)
                }))),
                encoded(new DataValue(Variant.ofByteString(ByteString.of(new byte[100])))));
    }

    private static byte[] encoded(DataValue value) {
        ByteBuf buffer = Unpooled.buffer();
        new OpcUaBinaryEncoder(CONTEXT).setBuffer(buffer).encodeDataValue(null, value);
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    /** What the session does with a value, without a session. */
    private static Measurement measurement(byte[] bytes) {
        Reading reading;
        try {
            reading = Reading.of(new BoundedDecoder(CONTEXT, Unpooled.wrappedBuffer(bytes)).decodeDataValue());
        } catch (RuntimeException e) {
            return Measurement.bad(POINT, Quality.BAD, NOW);
        }
        try {
            Value value = reading.isBad() ? Values.ABSENT : VALUES.of(reading.content());
            return reading.measurement(POINT, value, NOW, false);
        } catch (RuntimeException e) {
            return reading.unreadable(POINT, NOW, false);
        }
    }

    @Property
    void anyBytesGiveAMeasurement(@ForAll byte[] bytes) {
        assertThat(measurement(bytes)).isNotNull();
    }

    @Property
    void damagedValuesGiveAMeasurement(@ForAll("damaged") byte[] bytes) {
        assertThat(measurement(bytes)).isNotNull();
    }

    /** Real values with bytes changed, cut off, doubled, and lengths replaced by those that hurt. */
    @Provide
    Arbitrary<byte[]> damaged() {
        return Arbitraries.randomValue(HostileBytesTest::damage);
    }

    private static byte[] damage(Random random) {
        byte[] bytes = SEEDS.get(random.nextInt(SEEDS.size())).clone();
        int[] lengths = {BIGGEST, -1, -2, Integer.MIN_VALUE, 1 << 24, 1 << 16, 100_001, 0};
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
                case 2 -> {
                    byte[] twice = java.util.Arrays.copyOf(bytes, bytes.length + at);
                    System.arraycopy(bytes, 0, twice, bytes.length, at);
                    bytes = twice;
                }
                default -> {
                    if (at + 4 <= bytes.length) {
                        ByteBuffer.wrap(bytes)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putInt(at, lengths[random.nextInt(lengths.length)]);
                    }
                }
            }
        }
        return bytes;
    }

    @Test
    void undamagedSeedsAreReadWhole() {
        for (byte[] seed : SEEDS) {
            assertThat(measurement(seed).quality()).isEqualTo(Quality.GOOD);
        }
    }

    @Test
    void arrayAnnouncedAsLongAsCanBeIsRefusedBeforeItIsMade() {
        for (int type = 1; type <= 25; type++) {
            for (int length : new int[] {BIGGEST, 16_000_000, -2, Integer.MIN_VALUE}) {
                byte[] bytes =
                        new Body().octet(1, 0x80 | type).int32(length, 0, 0).toBytes();
                assertThatThrownBy(() -> decode(bytes)).hasMessageContaining("a length of " + length);
            }
        }
    }

    @Test
    void matrixWithTwoBillionDimensionsIsRefusedBeforeTheyAreMade() {
        byte[] bytes = new Body().octet(1, 0xC0 | 6).int32(1, 7, BIGGEST).toBytes();
        assertThatThrownBy(() -> decode(bytes)).hasMessageContaining("dimensions");
    }

    @Test
    void matrixWhoseDimensionsOverflowIsBad() {
        byte[] bytes = new Body()
                .octet(1, 0xC0 | 6)
                .int32(1, 7, 4, 1 << 16, 1 << 16, 1 << 16, 1 << 16)
                .toBytes();
        assertThat(measurement(bytes).quality()).isEqualTo(Quality.BAD_CONFIGURATION);
    }

    @Test
    void variantsNestedTenThousandDeepAreRefused() {
        ByteBuffer bytes = ByteBuffer.allocate(60_000).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 1);
        for (int i = 0; i < 10_000; i++) {
            bytes.put((byte) (0x80 | 24)).putInt(1);
        }
        assertThatThrownBy(() -> decode(bytes.array())).hasMessageContaining("nested");
        byte[] diagnostics = new byte[60_000];
        java.util.Arrays.fill(diagnostics, (byte) 0x40);
        diagnostics[0] = 1;
        diagnostics[1] = 25;
        assertThatThrownBy(() -> decode(diagnostics)).hasMessageContaining("depth");
    }

    @Test
    void structureWithinItselfIsBadBelowTheDeepestLevel() {
        int[] ones = new int[1_000];
        java.util.Arrays.fill(ones, 1);
        assertThatThrownBy(() -> VALUES.of(new Body().int32(ones).as(LOOP))).hasMessageContaining("nested");
    }

    @Test
    void arrayOfEmptyStructuresDoesNotFillTheMemory() {
        Body body = new Body().octet(0).int32(BIGGEST);
        assertThatThrownBy(() -> VALUES.of(body.as(PAIR))).hasMessageContaining("more than 100000 elements");
    }

    private static DataValue decode(byte[] bytes) {
        return new BoundedDecoder(CONTEXT, Unpooled.wrappedBuffer(bytes)).decodeDataValue();
    }
}
