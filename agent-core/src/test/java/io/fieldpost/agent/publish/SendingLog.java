package io.fieldpost.agent.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notes the sequences of stream data that a publisher hands to each of its connections, in that order. */
final class SendingLog implements Connector {
    /**
     * One connection.
     *
     * @param firstUnsettled at the moment when the first record was handed over
     * @param live in the order of sending
     * @param historical in the order of sending
     */
    record Sent(long firstUnsettled, List<Long> live, List<Long> historical) {
        /** All of them. */
        List<Long> sequences() {
            return Stream.concat(live.stream(), historical.stream()).toList();
        }
    }

    private final Connector connector;
    private final LongSupplier firstUnsettled;
    private final JsonProfileReader reader = new JsonProfileReader();
    private final List<Sent> connections = new ArrayList<>();

    SendingLog(Connector connector, LongSupplier firstUnsettled) {
        this.connector = connector;
        this.firstUnsettled = firstUnsettled;
    }

    /** What was sent on those connections on which anything was. */
    synchronized List<Sent> connections() {
        return List.copyOf(connections);
    }

    @Override
    public Connection begin(OutgoingMessage will, Runnable wake) {
        return new Logged(connector.begin(will, wake));
    }

    private synchronized Sent note(@Nullable Sent sent, OutgoingMessage message) {
        Sent here = sent;
        if (here == null) {
            here = new Sent(firstUnsettled.getAsLong(), new ArrayList<>(), new ArrayList<>());
            connections.add(here);
        }
        EncodedMessage content = message.content();
        try {
            ProfileBatch batch = reader.read(content.payload(), content.contentEncoding());
            (batch.historical() ? here.historical : here.live).add(batch.sequence());
        } catch (ProfileException e) {
            throw new IllegalStateException(e);
        }
        return here;
    }

    private final class Logged implements Connection {
        private final Connection connection;
        private Sent sent;

        Logged(Connection connection) {
            this.connection = connection;
        }

        @Override
        public boolean publish(OutgoingMessage message, long ticket) {
            if (message.topic().endsWith("/data")) {
                sent = note(sent, message);
            }
            return connection.publish(message, ticket);
        }

        @Override
        public Phase phase() {
            return connection.phase();
        }

        @Override
        public ConnectionFailure failure() {
            return connection.failure();
        }

        @Override
        public int receiveMaximum() {
            return connection.receiveMaximum();
        }

        @Override
        public long maximumPacketSize() {
            return connection.maximumPacketSize();
        }

        @Override
        public Acknowledgement poll() {
            return connection.poll();
        }

        @Override
        public void discard() {
            connection.discard();
        }

        @Override
        public void finish(OutgoingMessage message, long millis) {
            connection.finish(message, millis);
        }
    }
}
