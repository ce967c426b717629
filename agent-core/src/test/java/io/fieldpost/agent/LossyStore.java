package io.fieldpost.agent;

import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.RecordStore;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoreFigures;
import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.agent.store.StreamState;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is given, as long as it is not told to fail; can have lost something. */
final class LossyStore implements RecordStore {
    final List<Loss> losses = new ArrayList<>();
    final List<byte[]> payloads = new ArrayList<>();
    final List<StreamName> streams = new ArrayList<>();
    boolean full;
    Error mistake;

    @Override
    public long append(StreamName stream, byte[] payload, int count, ClockState clock) throws StoreException {
        if (full) {
            throw new StoreException(StoreException.Reason.FULL, "no room on the card");
        }
        streams.add(stream);
        payloads.add(payload);
        return payloads.size();
    }

    @Override
    public void step(long nowNanos) {
        if (mistake != null) {
            throw mistake;
        }
    }

    @Override
    public List<Loss> pendingLosses() {
        return List.copyOf(losses);
    }

    @Override
    public void acknowledgeLosses(int count) {
        losses.subList(0, count).clear();
    }

    @Override
    public List<StoredRecord> read(StreamName stream, long from, int maxRecords, int maxBytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void settle(String destination, StreamName stream, long first, long last) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long nextUnsettled(String destination, StreamName stream, long from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long unsettled(String destination, StreamName stream) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StreamState state(StreamName stream) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StoreFigures figures() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
