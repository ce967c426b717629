package io.fieldpost.opcua.simulation.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.eclipse.milo.opcua.sdk.server.servicesets.Service;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/** The faults that can be asked for by name. What one of them leaves open is drawn from a seed. */
enum Fault {
    KILL_SESSIONS("ends every session without a word; the connections stay", (server, random) -> {
        boolean alsoSubscriptions = random.nextBoolean();
        server.killSessions(alsoSubscriptions);
        return alsoSubscriptions ? "with their subscriptions" : "leaving publish requests unanswered";
    }),
    CUT_CONNECTIONS("closes every connection; the sessions stay", (server, random) -> {
        server.cutConnections();
        return "";
    }),
    DROP_SUBSCRIPTIONS("forgets every subscription without a word; the sessions stay", (server, random) -> {
        server.dropSubscriptions();
        return "";
    }),
    END_SUBSCRIPTIONS("ends every subscription and says so", (server, random) -> {
        server.endSubscriptions(new StatusCode(StatusCodes.Bad_Timeout));
        return "Bad_Timeout";
    }),
    RESTART("stops and starts again at once", (server, random) -> {
        server.restart();
        return "";
    }),
    RESTART_SHIFTED("the same, with our namespace at another index", (server, random) -> {
        server.restartShifted();
        return "";
    }),
    OUTAGE("stops, and starts again after the time of --for", (server, random) -> {
        server.stop();
        return "";
    }),
    LATE_ANSWERS("answers one service late, by up to ten seconds", (server, random) -> {
        Service service = drawn(Drawn.SERVICES, random);
        Duration late = Duration.ofMillis(random.nextInt(10_000));
        server.services().delay(service, late);
        return service + " by " + late.toMillis() + " ms";
    }),
    NO_ANSWERS("does what one service asks, and never answers", (server, random) -> {
        Service service = drawn(Drawn.SERVICES, random);
        server.services().leaveUnanswered(service);
        return service.toString();
    }),
    NO_PUBLISHES("answers everything but publish requests", (server, random) -> {
        server.services().leaveUnanswered(Service.SUBSCRIPTION_PUBLISH);
        return "";
    }),
    REFUSALS("refuses one service with one bad status", (server, random) -> {
        Service service = drawn(Drawn.SERVICES, random);
        StatusCode status = drawn(BadStatuses.all(), random);
        server.services().refuse(service, status);
        return service + " with " + BadStatuses.name(status);
    }),
    KEEP_ALIVES_ONLY("sends keep-alives in the place of values", (server, random) -> {
        server.lies().sendKeepAlivesOnly();
        return "";
    }),
    WRONG_SEQUENCE_NUMBERS("sends keep-alives with wrong sequence numbers", (server, random) -> {
        long off = random.nextInt(-5, 6);
        server.lies().numberKeepAlivesWrongBy(off);
        return "by " + off;
    }),
    SILENT_ITEMS("gives the items that exist no value any more; new ones get them", (server, random) -> {
        server.points().silenceItems();
        return "";
    }),
    REMOVE_NODES("takes a point away; back again, its old items stay dead", (server, random) -> {
        server.points().remove(0);
        return ChaosServer.identifier(0);
    }),
    BAD_VALUES("gives all points one bad status", (server, random) -> {
        StatusCode status = drawn(BadStatuses.all(), random);
        server.points().giveStatus(status);
        return BadStatuses.name(status);
    }),
    CLOCK_2000("sets its clock to 2000-01-01", (server, random) -> {
        server.clock().set(ServerClock.NEVER_SET);
        return "";
    }),
    CLOCK_BACK("sets its clock back by up to a day", (server, random) -> {
        Duration back = Duration.ofSeconds(random.nextInt(1, 86_400));
        server.clock().step(back.negated());
        return "by " + back.toSeconds() + " s";
    }),
    FEW_OPERATIONS("takes at most ten nodes per call, which it declares nowhere", (server, random) -> {
        server.services().limitOperations(10);
        server.killSessions(true);
        return "";
    }),
    NO_ENDPOINTS("closes connections, and answers GetEndpoints with none", (server, random) -> {
        server.lies().announceNoEndpoint();
        server.killSessions(true);
        return "";
    });

    private final String help;
    private final Start start;

    private interface Start {
        String begin(ChaosServer server, RandomGenerator random) throws Exception;
    }

    /** What draws choose from; of its own, because an enum's constants come before its other fields. */
    private static final class Drawn {
        static final List<Service> SERVICES = List.of(
                Service.DISCOVERY_GET_ENDPOINTS,
                Service.SESSION_CREATE_SESSION,
                Service.SESSION_ACTIVATE_SESSION,
                Service.ATTRIBUTE_READ,
                Service.SUBSCRIPTION_CREATE_SUBSCRIPTION,
                Service.MONITORED_ITEM_CREATE_MONITORED_ITEMS,
                Service.SUBSCRIPTION_PUBLISH);
    }

    Fault(String help, Start start) {
        this.help = help;
        this.start = start;
    }

    /** The name on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String help() {
        return help;
    }

    /** Begins, and says what was drawn, if anything was. */
    String begin(ChaosServer server, RandomGenerator random) throws Exception {
        return start.begin(server, random);
    }

    /** Makes the server behave again, whatever faults were begun. */
    static void correctAll(ChaosServer server) throws Exception {
        server.services().correct();
        server.lies().stop();
        server.clock().correct();
        server.points().giveStatus(StatusCode.GOOD);
        server.points().bringBack(0, false);
        server.start();
    }

    private static <T> T drawn(List<T> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }
}
