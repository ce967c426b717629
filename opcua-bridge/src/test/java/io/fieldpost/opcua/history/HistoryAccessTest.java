package io.fieldpost.opcua.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyDouble;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.address.Resolution.Node;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadResponse;
import org.junit.jupiter.api.Test;

class HistoryAccessTest {
    private final OpcUaClient client = mock(OpcUaClient.class);

    private BitSet readable(DataValue... levels) {
        CompletableFuture<ReadResponse> none = CompletableFuture.completedFuture(answer());
        CompletableFuture<ReadResponse> told = CompletableFuture.completedFuture(answer(levels));
        when(client.readAsync(anyDouble(), any(), anyList())).thenReturn(none, told);
        List<Node> nodes = Stream.of(levels)
                .map(level -> new Node(new Point("s", "p", "i=1", ValueType.ANY, "1"), new NodeId(0, 1)))
                .toList();
        return new HistoryAccess(client, Duration.ofSeconds(10)).readable(nodes);
    }

    private static ReadResponse answer(DataValue... values) {
        return new ReadResponse(null, Arrays.copyOf(values, values.length), null);
    }

    private static DataValue level(int bits) {
        return new DataValue(new Variant(Unsigned.ubyte(bits)));
    }

    @Test
    void levelSaysForEachNodeWhetherItsHistoryMayBeRead() {
        assertThat(readable(level(0b101), level(0b011), level(0b100))).hasToString("{0, 2}");
    }

    @Test
    void nodeWhoseLevelIsNotToldIsTried() {
        assertThat(readable(
                        new DataValue(new StatusCode(StatusCodes.Bad_Timeout)),
                        level(0b001),
                        new DataValue(new StatusCode(StatusCodes.Bad_OutOfService))))
                .hasToString("{0, 2}");
    }
}
