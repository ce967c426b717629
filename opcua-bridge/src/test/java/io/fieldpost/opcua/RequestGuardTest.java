package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSessionRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSubscriptionResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.NotificationMessage;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ResponseHeader;
import org.eclipse.milo.opcua.stack.core.types.structured.ServiceFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestGuardTest {
    private final List<String> violations = new ArrayList<>();
    private final RequestGuard guard =
            new RequestGuard(new SessionBudget(), 1, () -> 5, violations::add, () -> violations.add("forgotten"));

    private static PublishResponse publish(long subscription, Long number) {
        NotificationMessage message =
                number == null ? null : new NotificationMessage(UInteger.valueOf(number), DateTime.NULL_VALUE, null);
        return new PublishResponse(null, UInteger.valueOf(subscription), null, false, message, null, null);
    }

    @Test
    void secondSessionWithinAMinuteIsNotAskedFor() throws UaException {
        CreateSessionRequest session =
                new CreateSessionRequest(null, null, null, null, null, null, null, 0.0, UInteger.valueOf(0));
        guard.check(session);
        assertThatThrownBy(() -> guard.check(session))
                .isInstanceOfSatisfying(
                        UaException.class,
                        refused -> assertThat(refused.getStatusCode().getValue())
                                .isEqualTo(StatusCodes.Bad_TooManySessions));
        guard.check(new ReadRequest(null, 0.0, null, null));
        assertThat(violations).isEmpty();
    }

    /** Milo would ask for each number in between again: four thousand million calls. */
    @Test
    void numberThatLeapsIsAViolation() throws UaException {
        guard.inspect(publish(2, 1L));
        guard.inspect(publish(2, 101L));
        assertThatThrownBy(() -> guard.inspect(publish(2, 202L))).isInstanceOf(UaException.class);
        assertThatThrownBy(() -> guard.inspect(publish(1, 4_000_000_000L))).isInstanceOf(UaException.class);
        assertThat(violations)
                .containsExactly(
                        "the server numbered a notification 202 after 101",
                        "the server numbered a notification 4000000000 after 0");
    }

    @Test
    void numbersMayBeginAgainAsAfterTheirEnd() {
        assertThatCode(() -> {
                    for (long number = 1; number < 1_000; number++) {
                        guard.inspect(publish(1, number));
                    }
                    guard.inspect(publish(1, 1L));
                    guard.inspect(publish(1, 2L));
                })
                .doesNotThrowAnyException();
    }

    /** Milo sends no publish request after it, and stays connected. */
    @Test
    void sessionWithoutASubscriptionIsToldAtOnce() throws UaException {
        StatusCode none = new StatusCode(StatusCodes.Bad_NoSubscription);
        guard.inspect(new ServiceFault(new ResponseHeader(null, null, none, null, null, null)));
        guard.inspect(new ServiceFault(new ResponseHeader(null, null, StatusCode.BAD, null, null, null)));
        assertThat(violations).containsExactly("forgotten");
    }

    @ParameterizedTest
    @CsvSource({"1e12, 2000000000, 2000, 1", "NaN, 10, 2000, 1", "-5, 10, 2000, 1", "500, 0, 500, 4", "500, 4, 500, 4"})
    void paceThatNoSubscriptionCanHaveIsHeldToTheUsual(double interval, long count, double held, long rests)
            throws UaException {
        var granted = new CreateSubscriptionResponse(
                null, UInteger.valueOf(1), interval, UInteger.valueOf(9), UInteger.valueOf(count));
        assertThat(guard.inspect(granted)).isInstanceOfSatisfying(CreateSubscriptionResponse.class, believed -> {
            assertThat(believed.getRevisedPublishingInterval()).isEqualTo(held);
            assertThat(believed.getRevisedMaxKeepAliveCount().longValue()).isEqualTo(rests);
        });
    }

    @Test
    void notificationWithoutANumberIsAViolation() {
        assertThatThrownBy(() -> guard.inspect(publish(1, null))).isInstanceOf(UaException.class);
        assertThat(violations).hasSize(1);
    }
}
