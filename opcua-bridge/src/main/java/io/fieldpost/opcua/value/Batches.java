package io.fieldpost.opcua.value;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;

/**
 * One service called again and again, because a server takes so many operations in one call and no more (Part 5, 6.3.11). Begins with
 * {@value #MOST} and halves that whenever the server says that it is too much. Asynchronous throughout: nothing here waits.
 */
final class Batches {
    private static final int MOST = 500;

    private volatile int size = MOST;

    /**
     * Calls the service for all requests, one batch after the other.
     *
     * @return the results in the order of the requests; fails as the service does
     */
    <Q, R> CompletableFuture<List<R>> all(List<Q> requests, Function<List<Q>, CompletableFuture<List<R>>> service) {
        return next(requests, service, new ArrayList<>(requests.size()));
    }

    private <Q, R> CompletableFuture<List<R>> next(
            List<Q> requests, Function<List<Q>, CompletableFuture<List<R>>> service, List<R> done) {
        if (done.size() >= requests.size()) {
            return CompletableFuture.completedFuture(done);
        }
        int count = Math.min(size, requests.size() - done.size());
        List<Q> batch = requests.subList(done.size(), done.size() + count);
        CompletableFuture<CompletableFuture<List<R>>> answered = service.apply(batch)
                .handle((results, failure) -> {
                    if (failure == null && results.size() == count) {
                        done.addAll(results);
                        return next(requests, service, done);
                    }
                    if (failure != null && count > 1 && isTooMuch(failure)) {
                        size = Math.max(1, count / 2);
                        return next(requests, service, done);
                    }
                    return CompletableFuture.failedFuture(
                            failure != null ? failure : new UaException(StatusCodes.Bad_UnknownResponse));
                });
        return answered.thenCompose(Function.identity());
    }

    private static boolean isTooMuch(Throwable failure) {
        long status = UaException.extractStatusCode(failure)
                .map(code -> code.getValue())
                .orElse(0L);
        return status == StatusCodes.Bad_TooManyOperations
                || status == StatusCodes.Bad_RequestTooLarge
                || status == StatusCodes.Bad_ResponseTooLarge
                || status == StatusCodes.Bad_EncodingLimitsExceeded;
    }
}
