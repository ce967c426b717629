package io.fieldpost.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.publish.EncodedMessage;
import io.fieldpost.agent.publish.JsonProfile;
import io.fieldpost.agent.publish.Topics;
import io.fieldpost.agent.record.BatchCodec;
import io.fieldpost.agent.record.BatchColumns;
import io.fieldpost.agent.record.BatchReader;
import io.fieldpost.agent.simulation.EmbeddedBroker;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.config.gateway.Identity;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fieldpost watch} proves by its exit code whether anything is missing. */
class WatchIT {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Point POINT = new Point("press-1", "shots", "", ValueType.INT, "1");

    @TempDir
    Path temporary;

    @Test
    void twoGatewaysWithoutAHoleMakeExitCodeZero() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker().start();
                RunningProduct watch = watching(broker);
                Gateways gateways = new Gateways(broker)) {
            for (long sequence = 1; sequence <= 5; sequence++) {
                gateways.publish("dg-1", sequence);
                gateways.publish("dg-2", sequence);
            }
            gateways.publish("dg-2", 5);
            watch.awaitLine(line -> line.contains("\"messages\":11,"));
            int printed = watch.output().size();
            watch.stop();
            assertThat(watch.awaitEnd()).isZero();
            assertThat(watch.output()).hasSizeGreaterThan(printed);
            assertThat(lastLine(watch))
                    .contains("\"missing\":0,", "\"gaps\":0,", "\"duplicates\":1,", "\"values\":11,");
        }
    }

    @Test
    void aRecordThatIsMissingMakesExitCodeOne() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker().start();
                RunningProduct watch = watching(broker);
                Gateways gateways = new Gateways(broker)) {
            gateways.publish("dg-1", 1);
            gateways.publish("dg-1", 4);
            gateways.publish("dg-2", 1);
            watch.awaitLine(line -> line.contains("\"messages\":3,"));
            watch.stop();
            assertThat(watch.awaitEnd()).isEqualTo(1);
            assertThat(lastLine(watch)).contains("\"missing\":2,", "\"gaps\":1,", "\"messages\":3,");
        }
    }

    @Test
    void aBrokerThatWasNeverReachedIsToldAndProvesNothing() throws Exception {
        try (RunningProduct watch = RunningProduct.start(temporary, "watch", "mqtt://127.0.0.1:9")) {
            watch.awaitLine(line -> line.contains("127.0.0.1:9 can't be reached"));
            assertThat(watch.runs()).isTrue();
            watch.stop();
            assertThat(watch.awaitEnd()).isEqualTo(1);
        }
    }

    private RunningProduct watching(EmbeddedBroker broker) throws Exception {
        RunningProduct watch =
                RunningProduct.start(temporary, "watch", "--json", broker.url().toString());
        watch.awaitLine(line -> line.contains("\"connected\":true"));
        return watch;
    }

    private static String lastLine(RunningProduct watch) {
        assertThat(watch.errors()).isEmpty();
        return watch.output().get(watch.output().size() - 1);
    }

    /** Gateways that publish what they are told to, holes included. */
    private static final class Gateways implements AutoCloseable {
        private final MqttClient client;

        Gateways(EmbeddedBroker broker) throws Exception {
            client = new MqttClient("tcp://127.0.0.1:" + broker.port(), "gateways", new MemoryPersistence());
            client.connect();
        }

        void publish(String gateway, long sequence) throws Exception {
            Identity identity = new Identity(gateway, "plant");
            StoredRecord record = new StoredRecord(
                    StreamName.DATA, "00c0ffee00c0ffee", sequence, NOON, ClockState.SYNCHRONISED, 1, new byte[0]);
            try (JsonProfile profile = new JsonProfile(identity)) {
                Measurement one = Measurement.good(POINT, new Value.Int(sequence), NOON);
                BatchColumns batch = new BatchReader().read(BatchCodec.encode(List.of(one)));
                EncodedMessage message = profile.encode(record, batch, false);
                client.publish(new Topics(identity).of(StreamName.DATA), message.payload(), 1, false);
            }
        }

        @Override
        public void close() throws Exception {
            client.disconnect();
            client.close();
        }
    }
}
