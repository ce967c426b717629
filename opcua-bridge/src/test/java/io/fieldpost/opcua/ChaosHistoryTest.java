package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import io.fieldpost.opcua.address.NodeAddress;
import io.fieldpost.opcua.simulation.chaos.ChaosOptions;
import io.fieldpost.opcua.simulation.chaos.ChaosServer;
import io.fieldpost.opcua.value.ValueTaker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryData;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRawModifiedDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chaos server's history is a true one: whoever reads it finds every tick once, in order. */
class ChaosHistoryTest {
    private static final Instant EVER = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    Path directory;

    @Test
    void everyTickIsReadBackInPartsAlsoThoseCountedWhileNobodyCouldAsk() throws Exception {
        ChaosOptions options =
                ChaosOptions.plain().count(1, Duration.ofMillis(20)).keepHistory(10_000, 7);
        try (ChaosServer server = ChaosServer.start(options)) {
            server.stop();
            long before = server.points().tick();
            server.points().awaitTick(before + 30);
            server.start();
            List<DataValue> read = readAll(server, EVER, Instant.now());
            assertThat(read).hasSizeGreaterThanOrEqualTo(30);
            for (int i = 1; i < read.size(); i++) {
                assertThat(tick(read, i)).isEqualTo(tick(read, i - 1) + 1);
            }
            Instant third = read.get(2).sourceTime().getJavaInstant();
            Instant fifth = read.get(4).sourceTime().getJavaInstant();
            assertThat(readAll(server, third, fifth))
                    .extracting(DataValue::value)
                    .containsExactly(read.get(2).value(), read.get(3).value());
            assertThat(readAll(server, fifth, third))
                    .extracting(DataValue::value)
                    .containsExactly(read.get(4).value(), read.get(3).value());
        }
    }

    private static long tick(List<DataValue> values, int index) {
        return (Long) values.get(index).value().value();
    }

    @Test
    void serverWithoutHistorySaysSo() throws Exception {
        try (ChaosServer server = ChaosServer.start(ChaosOptions.plain());
                ClientOf client = new ClientOf(server)) {
            assertThat(client.read(EVER, Instant.now(), ByteString.NULL_VALUE)
                            .getStatusCode()
                            .getValue())
                    .isEqualTo(StatusCodes.Bad_HistoryOperationUnsupported);
        }
    }

    private List<DataValue> readAll(ChaosServer server, Instant start, Instant end) throws Exception {
        List<DataValue> all = new ArrayList<>();
        try (ClientOf client = new ClientOf(server)) {
            ByteString next = ByteString.NULL_VALUE;
            do {
                HistoryReadResult part = client.read(start, end, next);
                assertThat(part.getStatusCode().isBad()).as(part.toString()).isFalse();
                HistoryData data = (HistoryData)
                        part.getHistoryData().decode(client.client().getStaticEncodingContext());
                all.addAll(List.of(data.getDataValues()));
                next = part.getContinuationPoint();
            } while (next != null && !next.isNullOrEmpty());
        }
        return all;
    }

    /** A client of Milo's with the driver's own settings. */
    private final class ClientOf implements AutoCloseable {
        private final ClientThreads threads = new ClientThreads("history");
        private final Session session;

        ClientOf(ChaosServer server) throws Exception {
            TestContext context = new TestContext("history", new ManualClock(), directory);
            OpcUaSettings settings = Press.unprotected(server.endpoint());
            Dialer dialer = new Dialer(settings, threads, new AgentWide(), lost -> {});
            session = Session.open(settings, context, dialer, ValueTaker.NONE, (why, count) -> {});
        }

        OpcUaClient client() {
            return session.client();
        }

        HistoryReadResult read(Instant start, Instant end, ByteString from) throws Exception {
            var namespaces = client().readNamespaceTableAsync().get();
            NodeId node = NodeAddress.parse(ChaosServer.address(0)).resolve(namespaces);
            var answer = client().historyReadAsync(
                            new ReadRawModifiedDetails(
                                    false, new DateTime(start), new DateTime(end), UInteger.valueOf(0), false),
                            TimestampsToReturn.Both,
                            false,
                            List.of(new HistoryReadValueId(node, null, QualifiedName.NULL_VALUE, from)));
            return answer.get().getResults()[0];
        }

        @Override
        public void close() {
            session.close();
            threads.close();
        }
    }
}
