package io.fieldpost.agent.publish;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A connection that a test opens, answers and breaks by hand. */
final class FakeConnection implements Connection {
    record Sent(OutgoingMessage message, long ticket) {}

    final OutgoingMessage will;
    final List<Sent> sent = new ArrayList<>();
    final Deque<Acknowledgement> answers = new ArrayDeque<>();
    int receiveMaximum = 20;
    long maximumPacketSize = 1 << 20;
    boolean discarded;
    boolean finished;
    private Phase phase = Phase.OPENING;
    private ConnectionFailure failure;

    FakeConnection(OutgoingMessage will) {
        this.will = will;
    }

    void open() {
        phase = Phase.OPEN;
    }

    void end(ConnectionFailure why) {
        failure = why;
        phase = Phase.ENDED;
    }

    /** Answers everything that was sent and not yet answered. */
    void answerAll(int reason) {
        sent.forEach(one -> answers.add(new Acknowledgement(one.ticket, reason)));
        sent.clear();
    }

    @Override
    public Phase phase() {
        return phase;
    }

    @Override
    public ConnectionFailure failure() {
        return failure;
    }

    @Override
    public int receiveMaximum() {
        return receiveMaximum;
    }

    @Override
    public long maximumPacketSize() {
        return maximumPacketSize;
    }

    @Override
    public boolean publish(OutgoingMessage message, long ticket) {
        return sent.add(new Sent(message, ticket));
    }

    @Override
    public Acknowledgement poll() {
        return answers.poll();
    }

    @Override
    public void discard() {
        discarded = true;
    }

    @Override
    public void finish(OutgoingMessage message, long millis) {
        sent.add(new Sent(message, -1));
        finished = true;
    }
}
