package io.fieldpost.opcua.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyDouble;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadResponse;
import org.junit.jupiter.api.Test;

/** A server that is asked for data types and has not answered yet. */
class SessionValuesTest {
    private static final Point POINT = new Point("press-1", "mode", "i=1", ValueType.ANY, "1");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Integer> asked = new ArrayList<>();
    private final List<CompletableFuture<ReadResponse>> answers = new ArrayList<>();
    private final List<Measurement> told = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final SessionValues values = new SessionValues(client(), EnumerationStyle.both, told::add, remarks::add);

    private OpcUaClient client() {
        OpcUaClient client = mock(OpcUaClient.class);
        when(client.getNamespaceTable()).thenReturn(new NamespaceTable());
        when(client.readAsync(anyDouble(), any(), anyList())).thenAnswer(call -> {
            asked.add(call.<List<?>>getArgument(2).size());
            answers.add(new CompletableFuture<>());
            return answers.get(answers.size() - 1);
        });
        return client;
    }

    @Test
    void valueThatStillWaitsForItsTypeWhenTheSessionEndsIsTold() {
        PointValues point = values.point(POINT, new NodeId(0, 1));
        values.readTypes();
        point.accept(Reading.of(new DataValue(Variant.ofInt32(3))), NOW, false);
        assertThat(told).isEmpty();
        values.close();
        assertThat(told).singleElement().satisfies(one -> {
            assertThat(one.point()).isEqualTo(POINT);
            assertThat(one.quality().severity()).isEqualTo(Quality.Severity.BAD);
        });
        assertThat(remarks)
                .singleElement()
                .satisfies(one -> assertThat(one.text()).contains("the connection ended"));
    }

    @Test
    void pointThatIsAskedForAgainAndAgainIsKeptOnce() {
        for (int i = 0; i < 3; i++) {
            values.point(POINT, new NodeId(0, 1));
        }
        values.readTypes();
        values.modelChanged();
        DataValue unknown = new DataValue(StatusCode.BAD);
        answers.get(0).complete(new ReadResponse(null, new DataValue[] {unknown, unknown, unknown}, null));
        assertThat(asked).as("nodes asked for their types").containsExactly(3, 1);
    }
}
