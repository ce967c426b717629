package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyDouble;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.value.PointValues;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server whose answers are given by hand. */
class PointPollingTest {
    private record Question(int nodes, CompletableFuture<ReadResponse> answer) {}

    private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    private final BlockingQueue<WatchedItem> taken = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> lost = new LinkedBlockingQueue<>();
    private final ClientThreads threads = new ClientThreads("press-1");
    private PointPolling polling;

    @BeforeEach
    void poll() {
        OpcUaClient client = mock(OpcUaClient.class);
        when(client.readAsync(anyDouble(), any(), anyList())).thenAnswer(call -> {
            Question question = new Question(call.<List<?>>getArgument(2).size(), new CompletableFuture<>());
            questions.add(question);
            return question.answer();
        });
        polling = new PointPolling(new ItemReads(client, 1_000), (item, value) -> taken.add(item), threads, lost::add);
    }

    @AfterEach
    void end() {
        threads.close();
    }

    private static WatchedItem item(String name) {
        OpcUaSettings settings = Press.settings(
                "opc.tcp://127.0.0.1:4840",
                Security.Best,
                "monitoring: [ { points: [ \"*\" ], poll: true, sampling_interval: 100ms } ]");
        PointValues values = mock(PointValues.class);
        when(values.point()).thenReturn(new Point("press-1", name, "i=1", ValueType.ANY, "1"));
        when(values.node()).thenReturn(new NodeId(0, 1));
        return new WatchedItem(values, new MonitoringRules(settings).of(name), null, System.nanoTime());
    }

    private <T> T next(BlockingQueue<T> from) throws InterruptedException {
        T next = from.poll(Press.BOUND.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private static void answer(Question question) {
        DataValue[] values = new DataValue[question.nodes()];
        java.util.Arrays.fill(values, new DataValue(Variant.ofInt32(1)));
        question.answer().complete(new ReadResponse(null, values, null));
    }

    @Test
    void pointsThatComeAndGoWhileARoundIsAnsweredDoNotEndIt() throws Exception {
        WatchedItem first = item("a");
        polling.add(List.of(first));
        Question asked = next(questions);
        polling.add(List.of(item("b"), item("c")));
        answer(asked);
        assertThat(next(taken)).isSameAs(first);
        Question second = next(questions);
        assertThat(second.nodes()).isEqualTo(3);
        polling.remove(Set.of(first));
        answer(second);
        assertThat(next(questions).nodes()).isEqualTo(2);
        assertThat(lost).isEmpty();
    }

    @Test
    void serverThatTakesFewerNodesThanItSaysIsAskedForFewer() throws Exception {
        polling.add(List.of(item("a"), item("b"), item("c")));
        next(questions).answer().completeExceptionally(new UaException(StatusCodes.Bad_TooManyOperations));
        int nodes = 0;
        while (nodes < 3) {
            Question smaller = next(questions);
            assertThat(smaller.nodes()).isLessThan(3);
            nodes += smaller.nodes();
            answer(smaller);
        }
        assertThat(lost).isEmpty();
    }
}
