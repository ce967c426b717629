package io.fieldpost.opcua.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.encoding.binary.OpcUaBinaryEncoder;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeNotification;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemNotification;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;

/** Whatever a server encodes is read as Milo's own encoder meant it, numbers with their times and everything between them. */
class DataChangesTest {
    private final List<MonitoredItemNotification> taken = new ArrayList<>();
    private int notifications;
    private int lost;
    private final OpcUaClient client = client();

    private OpcUaClient client() {
        EndpointDescription nowhere =
                new EndpointDescription("opc.tcp://127.0.0.1:1", null, null, null, null, null, null, null);
        OpcUaClient made = new OpcUaClient(
                OpcUaClientConfig.builder().setEndpoint(nowhere).build(),
                new OpcTcpClientTransport(
                        OpcTcpClientTransportConfig.newBuilder().build()));
        BoundedDecoding.install(made, new Recording(), (reason, values) -> lost += values);
        return made;
    }

    /** Takes the values of odd handles, and leaves the others to Milo. */
    private final class Recording implements ValueTaker {
        @Override
        public void begin() {
            taken.clear();
            notifications++;
        }

        @Override
        public boolean take(int handle, Reading reading) {
            assertSameAsTheWhole(reading);
            return (handle & 1) == 1
                    && taken.add(new MonitoredItemNotification(Unsigned.uint(handle), reading.dataValue()));
        }

        @Override
        public void end() {
            notifications++;
        }
    }

    /** What a reading says without objects is what the object of it says. */
    private static void assertSameAsTheWhole(Reading reading) {
        Reading whole = Reading.of(reading.dataValue());
        assertThat(reading.content()).isEqualTo(whole.content());
        assertThat(reading.isNumber()).isEqualTo(whole.isNumber());
        if (reading.isNumber()) {
            assertThat(Double.doubleToLongBits(reading.number())).isEqualTo(Double.doubleToLongBits(whole.number()));
        }
        assertThat(reading.status()).isEqualTo(whole.status());
        assertThat(reading.isBad()).isEqualTo(whole.isBad());
        assertThat(reading.sourceTicks()).isEqualTo(whole.sourceTicks());
        assertThat(reading.serverTicks()).isEqualTo(whole.serverTicks());
        if (reading.scalar() != Reading.Scalar.NONE) {
            assertThat(reading.scalarValue())
                    .isEqualTo(new Values(new NamespaceTable(), new DataTypes(), EnumerationStyle.both)
                            .of(whole.content()));
        }
    }

    @Property(tries = 200)
    void everyValueArrivesAsItWasSent(@ForAll long seed) {
        List<MonitoredItemNotification> sent = notifications(new Random(seed), 40);
        List<MonitoredItemNotification> left = decoded(encoded(sent));
        assertThat(taken).isEqualTo(ofParity(sent, 1));
        assertThat(left).isEqualTo(ofParity(sent, 0));
        assertThat(notifications).isEqualTo(2);
        assertThat(lost).isZero();
    }

    @Property(tries = 100)
    void notificationThatBreaksOffGivesWhatWasWholeAndCountsTheRest(@ForAll long seed) {
        Random random = new Random(seed);
        List<MonitoredItemNotification> sent = notifications(random, 10);
        byte[] whole = encoded(sent);
        // At least the count is there, and the array of diagnostics at the end is not.
        int length = 4 + random.nextInt(whole.length - 8);
        List<MonitoredItemNotification> left = decoded(java.util.Arrays.copyOf(whole, length));
        List<MonitoredItemNotification> read = new ArrayList<>(taken);
        read.addAll(left);
        long bad = read.stream()
                .filter(one -> one.getValue().statusCode().value() == StatusCodes.Bad_DecodingError)
                .count();
        assertThat(bad).isLessThanOrEqualTo(1);
        assertThat(read.size() - bad + lost).isEqualTo(sent.size());
        assertThat(read)
                .filteredOn(one -> one.getValue().statusCode().value() != StatusCodes.Bad_DecodingError)
                .isSubsetOf(sent);
    }

    private static List<MonitoredItemNotification> ofParity(List<MonitoredItemNotification> all, int parity) {
        return all.stream()
                .filter(one -> (one.getClientHandle().intValue() & 1) == parity)
                .toList();
    }

    private List<MonitoredItemNotification> decoded(byte[] body) {
        notifications = 0;
        lost = 0;
        ExtensionObject message =
                ExtensionObject.of(ByteString.of(body), NodeIds.DataChangeNotification_Encoding_DefaultBinary);
        DataChangeNotification left = (DataChangeNotification) message.decode(client.getStaticEncodingContext());
        return List.of(left.getMonitoredItems());
    }

    private byte[] encoded(List<MonitoredItemNotification> notifications) {
        ByteBuf bytes = Unpooled.buffer();
        OpcUaBinaryEncoder encoder = new OpcUaBinaryEncoder(client.getStaticEncodingContext());
        encoder.setBuffer(bytes);
        encoder.encodeInt32(notifications.size());
        for (MonitoredItemNotification one : notifications) {
            encoder.encodeUInt32(one.getClientHandle());
            encoder.encodeDataValue(one.getValue());
        }
        encoder.encodeInt32(-1);
        byte[] copy = new byte[bytes.readableBytes()];
        bytes.readBytes(copy);
        return copy;
    }

    private static List<MonitoredItemNotification> notifications(Random random, int count) {
        DateTime[] times = {
            DateTime.MIN_VALUE, new DateTime(133_000_000_000_000_000L), new DateTime(133_000_000_000_000_001L)
        };
        List<MonitoredItemNotification> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StatusCode status =
                    random.nextInt(3) > 0 ? StatusCode.GOOD : new StatusCode(random.nextInt() & 0xFFFF_FFFFL);
            DateTime source = times[random.nextInt(times.length)];
            DateTime server = times[random.nextInt(times.length)];
            boolean fine = random.nextInt(5) == 0;
            DataValue value = new DataValue(
                    new Variant(content(random)),
                    // The status that the reader uses for what it can't read.
                    status.value() == StatusCodes.Bad_DecodingError ? StatusCode.GOOD : status,
                    source,
                    fine && !source.equals(DateTime.MIN_VALUE) ? Unsigned.ushort(7) : null,
                    server,
                    fine && !server.equals(DateTime.MIN_VALUE) ? Unsigned.ushort(9) : null);
            all.add(new MonitoredItemNotification(Unsigned.uint(random.nextInt()), value));
        }
        return all;
    }

    private static Object content(Random random) {
        return switch (random.nextInt(14)) {
            case 0 -> random.nextBoolean();
            case 1 -> (byte) random.nextInt();
            case 2 -> Unsigned.ubyte(random.nextInt(256));
            case 3 -> (short) random.nextInt();
            case 4 -> Unsigned.ushort(random.nextInt(65_536));
            case 5 -> random.nextInt();
            case 6 -> Unsigned.uint(random.nextInt());
            case 7 -> random.nextLong();
            case 8 -> random.nextFloat();
            case 9 -> random.nextDouble();
            case 10 -> "text";
            case 11 -> new Double[] {1.5, 2.5};
            case 12 -> Unsigned.ulong(random.nextLong());
            default -> new Integer[] {1, 2, 3};
        };
    }
}
