package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.opcua.simulation.chaos.BadStatuses;
import io.fieldpost.opcua.simulation.chaos.ChaosOptions;
import io.fieldpost.opcua.simulation.chaos.ChaosServer;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.server.servicesets.Service;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bad status that the standard names, as the status of values; and those that matter, as the answer of each service. */
class BadStatusTest extends ChaosTest {
    private static final List<Service> OPENING = List.of(
            Service.SESSION_CREATE_SESSION,
            Service.SESSION_ACTIVATE_SESSION,
            Service.SUBSCRIPTION_CREATE_SUBSCRIPTION,
            Service.MONITORED_ITEM_CREATE_MONITORED_ITEMS);

    @Test
    void valueOfEveryBadStatusArrivesBadWithoutAValueAndGoodOnesFollow() throws Exception {
        flowing();
        for (StatusCode status : BadStatuses.all()) {
            int seen = source.sink.snapshot().size();
            server.points().giveStatus(status);
            List<Measurement> all = source.sink.await(
                    now -> now.subList(seen, now.size()).stream()
                            .anyMatch(one -> one.quality().severity() == Quality.Severity.BAD),
                    "a value with " + BadStatuses.name(status) + "; " + source.failures(),
                    Press.BOUND);
            assertThat(all.subList(seen, all.size()))
                    .filteredOn(one -> one.quality().severity() == Quality.Severity.BAD)
                    .allSatisfy(one -> assertThat(one.value()).isEqualTo(new Value.Absent()));
            server.points().giveStatus(StatusCode.GOOD);
            awaitFlow();
        }
        assertThat(source.failures()).isEmpty();
    }

    /** Each status is the answer of one of the services of an opening, in turn; all of all would take minutes. */
    @Test
    void everyBadStatusOfAServiceEndsTheOpeningWithAReasonOrIsWorkedAround() throws Exception {
        server = ChaosServer.start(ChaosOptions.plain());
        OpcUaSettings settings = Press.unprotected(server.endpoint());
        int turn = 0;
        for (StatusCode status : BadStatuses.all()) {
            Service service = OPENING.get(turn++ % OPENING.size());
            server.services().refuse(service, status);
            String name = service + " " + BadStatuses.name(status);
            assertThat(ending(settings, name)).as(name).contains(server.endpoint());
            server.services().correct();
        }
        watch(settings, 3);
        awaitData();
    }

    /** How an opening ends: with what is thrown, with a lost connection, or with data where there is another way to it. */
    private String ending(OpcUaSettings settings, String name) throws InterruptedException {
        try (LiveDriver live = LiveDriver.start(settings, directory, points(1))) {
            if (live.context.remarks().containsKey("subscription")) {
                live.sink.await(all -> all.stream().anyMatch(one -> LiveSource.tick(one) >= 0), name, Press.BOUND);
                return "polled: " + settings.endpoint();
            }
            return live.context.awaitLoss(Press.BOUND).getMessage();
        } catch (DriverException e) {
            return e.getMessage();
        }
    }

    @Test
    void sessionThatCannotBeActivatedIsClosedAgain() throws Exception {
        server = ChaosServer.start(ChaosOptions.plain());
        OpcUaSettings settings = Press.unprotected(server.endpoint());
        server.services().refuse(Service.SESSION_ACTIVATE_SESSION, new StatusCode(StatusCodes.Bad_InternalError));
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> LiveDriver.start(settings, directory, points(1)))
                    .isInstanceOf(DriverException.class);
        }
        Press.awaitSessions(server::sessions, 0);
    }

    static Stream<Long> endsOfPublishing() {
        return Stream.of(
                StatusCodes.Bad_NoSubscription,
                StatusCodes.Bad_SessionIdInvalid,
                StatusCodes.Bad_SessionClosed,
                StatusCodes.Bad_SessionNotActivated,
                StatusCodes.Bad_SecureChannelIdInvalid,
                StatusCodes.Bad_SubscriptionIdInvalid,
                StatusCodes.Bad_TooManyPublishRequests,
                StatusCodes.Bad_Timeout,
                StatusCodes.Bad_Shutdown,
                StatusCodes.Bad_ServerHalted,
                StatusCodes.Bad_InternalError,
                StatusCodes.Bad_SequenceNumberUnknown);
    }

    @ParameterizedTest
    @MethodSource("endsOfPublishing")
    void publishRequestsThatAreRefusedForAWhileEndInDataAgain(long status) throws Exception {
        flowing();
        long before = server.census().requests(Service.SUBSCRIPTION_PUBLISH);
        server.services().refuse(Service.SUBSCRIPTION_PUBLISH, new StatusCode(status), 4);
        awaitRequests(Service.SUBSCRIPTION_PUBLISH, before + 4);
        awaitFlow();
    }

    @ParameterizedTest
    @ValueSource(longs = {StatusCodes.Bad_SessionIdInvalid, StatusCodes.Bad_InternalError, StatusCodes.Bad_Timeout})
    void readsThatAreRefusedForAWhileEndInDataAgain(long status) throws Exception {
        flowing();
        long before = server.census().requests(Service.ATTRIBUTE_READ);
        server.services().refuse(Service.ATTRIBUTE_READ, new StatusCode(status), 3);
        awaitRequests(Service.ATTRIBUTE_READ, before + 3);
        awaitFlow();
    }

    /** While requests are refused nothing comes, and then something must: so looking at each arrival is often enough. */
    private void awaitRequests(Service service, long count) throws Exception {
        source.sink.await(
                all -> server.census().requests(service) >= count,
                count + " requests of " + service + "; " + source.failures(),
                Press.BOUND);
    }
}
