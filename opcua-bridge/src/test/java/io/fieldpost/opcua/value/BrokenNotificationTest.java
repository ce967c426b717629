package io.fieldpost.opcua.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.opcua.simulation.Body;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeNotification;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.EventNotificationList;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemNotification;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A notification that can't be read to its end, through a client that never connects. */
class BrokenNotificationTest {
    private static OpcUaClient client;
    private static final List<String> LOST = new ArrayList<>();
    private static final List<DataValue> TAKEN = new ArrayList<>();
    private static final int KNOWN = 77;

    @BeforeAll
    static void guardAClient() {
        EndpointDescription nowhere =
                new EndpointDescription("opc.tcp://127.0.0.1:1", null, null, null, null, null, null, null);
        client = new OpcUaClient(
                OpcUaClientConfig.builder().setEndpoint(nowhere).build(),
                new OpcTcpClientTransport(
                        OpcTcpClientTransportConfig.newBuilder().build()));
        BoundedDecoding.install(client, new KnowsOne(), (reason, values) -> LOST.add(values + ": " + reason));
    }

    /** Knows the item {@link #KNOWN}; the values of others are left to Milo. */
    private static final class KnowsOne implements ValueTaker {
        @Override
        public void begin() {
            TAKEN.clear();
        }

        @Override
        public boolean take(int handle, Reading reading) {
            return handle == KNOWN && TAKEN.add(reading.dataValue());
        }

        @Override
        public void end() {
            // each value was looked at when it came
        }
    }

    @BeforeEach
    void forget() {
        LOST.clear();
    }

    private static Object decoded(Body body, NodeId encoding) {
        return body.as(encoding).decode(client.getStaticEncodingContext());
    }

    @Test
    void valuesBeforeABrokenOneArriveItsOwnItemIsBadAndTheRestIsCounted() {
        Body body = new Body()
                .int32(4)
                .int32(11)
                .octet(1, 6)
                .int32(42)
                .int32(12)
                .octet(1, 0x80 | 6)
                .int32(Integer.MAX_VALUE)
                .int32(13, 14, 15);
        DataChangeNotification read =
                (DataChangeNotification) decoded(body, NodeIds.DataChangeNotification_Encoding_DefaultBinary);
        MonitoredItemNotification[] items = read.getMonitoredItems();
        assertThat(items).hasSize(2);
        assertThat(items[0].getClientHandle().intValue()).isEqualTo(11);
        assertThat(items[0].getValue().value().value()).isEqualTo(42);
        assertThat(items[1].getClientHandle().intValue()).isEqualTo(12);
        assertThat(items[1].getValue().statusCode().value()).isEqualTo(StatusCodes.Bad_DecodingError);
        assertThat(LOST).singleElement().asString().startsWith("3: a length of 2147483647");
    }

    @Test
    void eventsBeforeABrokenOneArriveAndTheRestIsCounted() {
        Body body = new Body().int32(2).int32(11, 1).octet(6).int32(42).int32(11, Integer.MAX_VALUE);
        EventNotificationList read =
                (EventNotificationList) decoded(body, NodeIds.EventNotificationList_Encoding_DefaultBinary);
        assertThat(read.getEvents())
                .singleElement()
                .satisfies(
                        event -> assertThat(event.getEventFields()[0].value()).isEqualTo(42));
        assertThat(LOST).hasSize(1);
    }

    @Test
    void wholeNotificationIsReadAsBefore() {
        Body body = new Body().int32(1, 11).octet(1, 6).int32(42).int32(-1);
        DataChangeNotification read =
                (DataChangeNotification) decoded(body, NodeIds.DataChangeNotification_Encoding_DefaultBinary);
        assertThat(read.getMonitoredItems()).hasSize(1);
        assertThat(LOST).isEmpty();
    }
}
