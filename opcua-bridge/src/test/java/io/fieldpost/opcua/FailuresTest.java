package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    /** After a long outage the back-off of a wrong answer is a minute; a server that comes back must not be left alone for it. */
    @ParameterizedTest
    @ValueSource(
            longs = {
                StatusCodes.Bad_SecureChannelClosed,
                StatusCodes.Bad_SessionIdInvalid,
                StatusCodes.Bad_SessionClosed,
                StatusCodes.Bad_SubscriptionIdInvalid
            })
    void serverThatGoesAwayInTheMiddleIsTriedAgainSoon(long status) {
        DriverException told = Failures.explained(new UaException(status), "watch 3 points");
        assertThat(told.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(told).hasMessageContaining("watch 3 points");
    }
}
