package io.fieldpost.opcua.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.jspecify.annotations.Nullable;

/**
 * Reads the open gaps of one connection, one request at a time: raw values, page by page, until each gap's end was seen. The next
 * request waits until what the last one brought is kept, so live data is never crowded out. What a request could not bring stays open
 * and is asked for again, here or in the next connection.
 *
 * <p>{@link #step} and Milo's answers come on the threads of the connection; nothing blocks.
 */
final class HistoryReads {
    private static final int MOST_FAILURES = 5;

    private static final Set<Long> WITHOUT_HISTORY = Set.of(
            StatusCodes.Bad_HistoryOperationUnsupported,
            StatusCodes.Bad_HistoryOperationInvalid,
            StatusCodes.Bad_UserAccessDenied,
            StatusCodes.Bad_NotReadable,
            StatusCodes.Bad_NotSupported,
            StatusCodes.Bad_NotImplemented,
            StatusCodes.Bad_ServiceUnsupported,
            StatusCodes.Bad_AttributeIdInvalid,
            StatusCodes.Bad_NodeIdUnknown,
            StatusCodes.Bad_NodeIdInvalid);

    /** The connection's own end, which is told elsewhere, and after which the gaps are read in the next one. */
    private static final Set<Long> WITHOUT_CONNECTION = Set.of(
            StatusCodes.Bad_ConnectionClosed,
            StatusCodes.Bad_ConnectionRejected,
            StatusCodes.Bad_NotConnected,
            StatusCodes.Bad_SecureChannelClosed,
            StatusCodes.Bad_SecureChannelIdInvalid,
            StatusCodes.Bad_SessionClosed,
            StatusCodes.Bad_SessionIdInvalid,
            StatusCodes.Bad_SessionNotActivated,
            StatusCodes.Bad_Shutdown,
            StatusCodes.Bad_ServerHalted);

    /** What reading leads to. */
    interface Outcome {
        /** Hands over what was missing of one gap. */
        void missing(PointMark point, List<DataValue> values);

        /** The server keeps no history of a point, or does not show it. */
        void withoutHistory(PointMark point, String reason);

        /** All that was handed over is told; runs {@code next} when it is kept. */
        void told(Runnable next);
    }

    private final OpcUaClient client;
    private final Marks marks;
    private final Outcome outcome;
    private final Duration archiveDelay;
    private final int valuesPerRequest;
    private int mostNodes;
    private boolean busy;
    private @Nullable Batch current;

    HistoryReads(OpcUaClient client, Marks marks, HistorySettings settings, Outcome outcome) {
        this.client = client;
        this.marks = marks;
        this.outcome = outcome;
        this.archiveDelay = settings.archiveDelay();
        this.valuesPerRequest = settings.valuesPerRequest();
        // A page of few values would be nothing but the values that are known.
        this.mostNodes = Math.max(1, valuesPerRequest / 10);
    }

    /** The server takes no more nodes in one request; 0 means any number. */
    void limitNodes(long most) {
        synchronized (marks) {
            if (most > 0) {
                mostNodes = (int) Math.min(mostNodes, most);
            }
        }
    }

    /** Sends the next request, if one is due. */
    void step(long nowNanos) {
        Batch next;
        synchronized (marks) {
            if (busy || marks.isClosed()) {
                return;
            }
            next = current;
            if (next == null) {
                List<Gap> chosen = Batch.choose(marks.gaps(), mostNodes, nowNanos);
                if (chosen.isEmpty()) {
                    return;
                }
                next = Batch.of(chosen, valuesPerRequest);
            }
            current = null;
            busy = true;
        }
        send(next);
    }

    private void send(Batch batch) {
        read(batch, false, requests(batch.readings())).whenComplete((answer, failure) -> {
            if (failure == null) {
                take(batch, answer.getResults());
            } else {
                fail(batch, UaException.extractStatusCode(failure).orElse(StatusCode.BAD));
            }
        });
    }

    private CompletableFuture<HistoryReadResponse> read(
            Batch batch, boolean release, List<HistoryReadValueId> requests) {
        return client.historyReadAsync(batch.details(), TimestampsToReturn.Both, release, requests);
    }

    private static List<HistoryReadValueId> requests(List<SpanReading> readings) {
        return readings.stream().map(SpanReading::request).toList();
    }

    private void fail(Batch batch, StatusCode status) {
        for (SpanReading reading : batch.readings()) {
            failed(reading, status, batch);
        }
        free(null);
    }

    private void take(Batch batch, HistoryReadResult @Nullable [] results) {
        List<SpanReading> rest = new ArrayList<>();
        List<SpanReading> finished = new ArrayList<>();
        for (int i = 0; i < batch.readings().size(); i++) {
            SpanReading reading = batch.readings().get(i);
            if (!isWatched(reading.gap)) {
                continue;
            }
            if (results == null || i >= results.length) {
                failed(reading, new StatusCode(StatusCodes.Bad_UnknownResponse), batch);
            } else if (took(reading, results[i], batch)) {
                (isOpen(reading.gap) ? rest : finished).add(reading);
            }
        }
        if (!finished.isEmpty()) {
            // Nobody waits for the answer: a server that can't release a continuation point forgets it with the
            // session.
            read(batch, true, requests(finished));
        }
        Batch next = rest.isEmpty() ? null : batch.with(rest);
        outcome.told(() -> free(next));
    }

    private boolean isOpen(Gap gap) {
        synchronized (marks) {
            return gap.point.hasGap(gap);
        }
    }

    /** What was read of a point that was left meanwhile is read again when it is found again. */
    private boolean isWatched(Gap gap) {
        synchronized (marks) {
            return gap.point.node() != null;
        }
    }

    /** @return whether the server holds a continuation point for this reading */
    private boolean took(SpanReading reading, HistoryReadResult result, Batch batch) {
        long status = result.getStatusCode().getValue();
        if (result.getStatusCode().isBad() && status != StatusCodes.Bad_NoData) {
            failed(reading, result.getStatusCode(), batch);
            return false;
        }
        try {
            reading.take(result, client.getStaticEncodingContext());
        } catch (RuntimeException e) {
            failed(reading, new StatusCode(StatusCodes.Bad_DecodingError), batch);
            return false;
        }
        if (!reading.filter().reached() && !reading.continues() && reading.page() < batch.valuesPerNode()) {
            reading.filter().end();
        }
        outcome.missing(reading.gap.point, reading.takeMissing());
        settle(reading, batch);
        return reading.continues();
    }

    /** Notes how far a gap is filled, and ends it if nothing more is to come. */
    private void settle(SpanReading reading, Batch batch) {
        Gap gap = reading.gap;
        SpanFilter<DataValue> filter = reading.filter();
        synchronized (marks) {
            if (marks.isClosed() || !gap.point.hasGap(gap)) {
                return;
            }
            boolean went = !filter.progress().equals(gap.from());
            gap.filledUpTo(filter.progress());
            marks.changed();
            if (filter.reached()) {
                gap.point.closed(gap);
                marks.report().completed(gap.start, gap.to.time());
            } else if (filter.standsStill()) {
                giveUp(gap, "the source's time stands still");
            } else if (!reading.continues() && reading.page() < batch.valuesPerNode()) {
                if (!gap.askAgain(System.nanoTime(), archiveDelay)) {
                    giveUp(gap, "the history does not hold the first value after the gap");
                }
            } else if (!reading.continues() && !went && gap.crowded()) {
                giveUp(gap, "too many values at one source time");
            }
        }
    }

    private void giveUp(Gap gap, String reason) {
        gap.point.closed(gap);
        marks.changed();
        marks.report().givenUp(gap.start, gap.to.time(), reason);
    }

    private void failed(SpanReading reading, StatusCode why, Batch batch) {
        long status = why.getValue();
        Gap gap = reading.gap;
        boolean isAlone = batch.readings().size() == 1;
        if (WITHOUT_HISTORY.contains(status)) {
            outcome.withoutHistory(gap.point, "the server says " + name(status));
            return;
        }
        synchronized (marks) {
            if (!isAlone
                    && (status == StatusCodes.Bad_TooManyOperations
                            || status == StatusCodes.Bad_NoContinuationPoints)) {
                mostNodes = Math.max(1, batch.readings().size() / 2);
            } else if (gap.failed(System.nanoTime()) >= MOST_FAILURES
                    && !WITHOUT_CONNECTION.contains(status)
                    && gap.point.hasGap(gap)) {
                giveUp(gap, "the server says " + name(status));
            }
        }
    }

    private void free(@Nullable Batch next) {
        synchronized (marks) {
            current = next;
            busy = false;
        }
    }

    static String name(long status) {
        return StatusCodes.lookup(status)
                .map(entry -> entry[0])
                .orElseGet(() -> String.format("status 0x%08X", status));
    }
}
