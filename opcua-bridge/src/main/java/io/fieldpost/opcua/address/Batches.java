package io.fieldpost.opcua.address;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * Many operations in calls that a server bears. A server that finds a call too large although it announced no limit gets half as many
 * from then on.
 */
final class Batches {
    private int most;

    /** @param most operations in one call to begin with */
    Batches(int most) {
        this.most = Math.max(1, most);
    }

    /** One call of a service. */
    @FunctionalInterface
    interface Call<A, B> {
        /** The results, one for each operation in its order. */
        B @Nullable [] of(List<A> operations) throws DriverException;
    }

    /** How many operations the next call has at most. */
    int most() {
        return most;
    }

    /** Calls until every operation has its result; one call after the other, because some servers fail when they overlap. */
    <A, B> List<B> run(List<A> operations, Call<A, B> call) throws DriverException {
        List<B> results = new ArrayList<>(operations.size());
        while (results.size() < operations.size()) {
            int from = results.size();
            List<A> batch = operations.subList(from, Math.min(from + most, operations.size()));
            try {
                B @Nullable [] answer = call.of(batch);
                if (answer == null || answer.length != batch.size()) {
                    throw new DriverException(
                            Reason.PROTOCOL,
                            "the server answered " + batch.size() + " questions with "
                                    + (answer == null ? 0 : answer.length) + " results");
                }
                results.addAll(Arrays.asList(answer));
            } catch (DriverException e) {
                if (!isTooMuch(e) || most == 1) {
                    throw e;
                }
                most = (Math.min(most, batch.size()) + 1) / 2;
            }
        }
        return results;
    }

    private static boolean isTooMuch(DriverException failure) {
        long status =
                UaException.extractStatusCode(failure).map(StatusCode::getValue).orElse(0L);
        return status == StatusCodes.Bad_TooManyOperations
                || status == StatusCodes.Bad_RequestTooLarge
                || status == StatusCodes.Bad_ResponseTooLarge
                || status == StatusCodes.Bad_EncodingLimitsExceeded;
    }
}
