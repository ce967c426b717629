package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyDouble;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.value.PointValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateMonitoredItemsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSubscriptionResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.DeleteMonitoredItemsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateResult;
import org.junit.jupiter.api.Test;

class PointSubscriptionTest {
    private final OpcUaSettings settings = Press.settings("opc.tcp://127.0.0.1:4840", Security.Best);

    private WatchedItem item(String name) {
        PointValues values = mock(PointValues.class);
        when(values.point()).thenReturn(new Point("press-1", name, "i=1", ValueType.ANY, "1"));
        when(values.node()).thenReturn(new NodeId(0, 1));
        return new WatchedItem(values, new MonitoringRules(settings).of(name), null, 0);
    }

    private final ItemTable table = new ItemTable();

    /** A subscription at a server that answers for so many items of each call. */
    private PointSubscription subscription(int answered) throws UaException {
        OpcUaClient client = mock(OpcUaClient.class, RETURNS_DEEP_STUBS);
        UInteger one = UInteger.valueOf(1);
        when(client.createSubscription(anyDouble(), any(), any(), any(), anyBoolean(), any()))
                .thenReturn(new CreateSubscriptionResponse(null, one, 50.0, UInteger.valueOf(100), one));
        when(client.getOperationLimits().maxMonitoredItemsPerCall()).thenReturn(Optional.empty());
        MonitoredItemCreateResult[] results = new MonitoredItemCreateResult[answered];
        java.util.Arrays.fill(results, new MonitoredItemCreateResult(StatusCode.GOOD, one, 50.0, one, null));
        when(client.createMonitoredItems(any(), any(), anyList()))
                .thenReturn(new CreateMonitoredItemsResponse(null, results, null));
        when(client.deleteMonitoredItems(any(), anyList()))
                .thenReturn(new DeleteMonitoredItemsResponse(null, new StatusCode[] {StatusCode.GOOD}, null));
        PointSubscription subscription = new PointSubscription(
                settings, client, new ServerMemory(), table, new OpcUaSubscription.SubscriptionListener() {});
        subscription.open();
        return subscription;
    }

    @Test
    void serverThatLeavesAnItemOutOfItsAnswerIsNotBelievedToWatchIt() throws Exception {
        List<WatchedItem> told = new ArrayList<>();
        PointSubscription subscription = subscription(2);
        UaException refusal = catchThrowableOfType(
                UaException.class,
                () -> subscription.create(List.of(item("a"), item("b"), item("c")), (item, status) -> told.add(item)));
        assertThat(refusal).isNotNull();
        assertThat(refusal.getStatusCode().getValue()).isEqualTo(StatusCodes.Bad_UnknownResponse);
        assertThat(told).hasSize(2);
    }

    @Test
    void everyItemOfAWholeAnswerIsTold() throws Exception {
        List<WatchedItem> told = new ArrayList<>();
        subscription(3).create(List.of(item("a"), item("b"), item("c")), (item, status) -> told.add(item));
        assertThat(told).hasSize(3);
    }

    @Test
    void itemsAreFoundByTheirHandlesFromWhenTheServerMayTellThemUntilTheyAreRemoved() throws Exception {
        List<WatchedItem> items = List.of(item("a"), item("b"), item("c"));
        PointSubscription subscription = subscription(3);
        subscription.create(items, (item, status) -> {});
        assertThat(items)
                .allSatisfy(item -> assertThat(table.find(item.handle())).isSameAs(item));
        subscription.remove(Set.of(items.get(1)));
        assertThat(table.find(items.get(0).handle())).isSameAs(items.get(0));
        assertThat(table.find(items.get(1).handle())).isNull();
        assertThat(table.find(items.get(2).handle())).isSameAs(items.get(2));
    }
}
