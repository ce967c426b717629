package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverException;
import io.fieldpost.opcua.simulation.chaos.ChaosOptions;
import io.fieldpost.opcua.simulation.chaos.ChaosServer;
import java.time.Duration;
import org.eclipse.milo.opcua.sdk.server.servicesets.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services that answer late or never: told as a time-out, data again afterwards, and no session left behind for each attempt. */
class UnansweredServiceTest extends ChaosTest {
    @ParameterizedTest
    @EnumSource(
            names = {
                "DISCOVERY_GET_ENDPOINTS",
                "SESSION_CREATE_SESSION",
                "SESSION_ACTIVATE_SESSION",
                "ATTRIBUTE_READ",
                "SUBSCRIPTION_CREATE_SUBSCRIPTION",
                "MONITORED_ITEM_CREATE_MONITORED_ITEMS"
            })
    void serviceThatNeverAnswersIsATimeOutAndDataComesWhenItAnswersAgain(Service service) throws Exception {
        server = ChaosServer.start(ChaosOptions.plain());
        server.services().leaveUnanswered(service);
        watch(Press.impatient(server.endpoint()), 3);
        assertThat(source.awaitFailure().reason()).isEqualTo(DriverException.Reason.TIMEOUT);
        source.awaitFailure();
        server.services().correct();
        awaitData();
        // A session that the server made and could not tell of is nobody's to close: it ends by its time-out. So the
        // attempts count.
        assertThat(sessionsAskedFor()).isLessThanOrEqualTo(source.failures().size() + 1);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "DISCOVERY_GET_ENDPOINTS",
                "SESSION_CREATE_SESSION",
                "SESSION_ACTIVATE_SESSION",
                "SUBSCRIPTION_CREATE_SUBSCRIPTION",
                "MONITORED_ITEM_CREATE_MONITORED_ITEMS",
                "SUBSCRIPTION_PUBLISH"
            })
    void lateAnswersWithinTheTimeOutAreWaitedFor(Service service) throws Exception {
        server = ChaosServer.start(ChaosOptions.plain());
        server.services().delay(service, Duration.ofMillis(800));
        watch(Press.unprotected(server.endpoint()), 3);
        awaitFlow();
        awaitFlow();
        assertThat(source.failures()).isEmpty();
    }

    @Test
    void callForItemsThatKeepsTheServerBusyLongerThanASubscriptionMayBeSilentIsWaitedFor() throws Exception {
        // It must speak every 100 ms, and so is silent after 1.2 s.
        server = ChaosServer.start(ChaosOptions.plain().restAtMost(Duration.ofMillis(100)));
        server.services().serveAlone(Service.MONITORED_ITEM_CREATE_MONITORED_ITEMS, Duration.ofSeconds(2));
        watch(Press.unprotected(server.endpoint()), 3);
        awaitFlow();
        assertThat(source.failures()).isEmpty();
    }

    @Test
    void publishRequestsThatAreNeverAnsweredAreNoticedAlthoughEverythingElseIs() throws Exception {
        flowing();
        server.services().leaveUnanswered(Service.SUBSCRIPTION_PUBLISH);
        assertThat(source.awaitFailure()).hasMessageContaining("neither values nor keep-alives");
        server.services().correct();
        awaitFlow();
    }
}
