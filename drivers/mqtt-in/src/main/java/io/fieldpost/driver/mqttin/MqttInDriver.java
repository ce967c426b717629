package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.Browsable;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.Writable;
import io.fieldpost.driver.json.AddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One broker, subscribed to. {@link #open} dials, and {@link #start} logs in and subscribes, so that no message comes before somebody takes
 * it, and so that browsing, which logs in by a name of its own, does not throw out the gateway that runs.
 */
final class MqttInDriver implements StreamingDriver, Browsable, Writable {
    private static final Duration STEP = Duration.ofMillis(500);

    private final MqttInSettings settings;
    private final DriverContext context;
    private final String clientId;
    private final BrokerSession session;
    private final Receipts receipts;
    private final Echo echo = new Echo();

    // From start to close.
    private volatile @Nullable Intake intake;

    MqttInDriver(MqttInSettings settings, DriverContext context) {
        this.settings = settings;
        this.context = context;
        this.clientId = settings.clientId() != null
                ? settings.clientId()
                : "fieldpost-" + context.gateway() + "-" + context.source();
        this.session = new BrokerSession(settings, clientId, "mqtt-in-" + context.source());
        this.receipts = new Receipts(session::acknowledge);
    }

    @Override
    public void open() throws DriverException {
        session.dial();
    }

    @Override
    public void start(List<Point> points, Consumer<Measurement> sink) throws DriverException {
        Routes routes = new Routes(points, settings.timePointer(), System.nanoTime());
        Availability availability = new Availability(settings.devices(), settings.availability());
        PointRemarks remarks = new PointRemarks(context);
        Intake taking = new Intake(settings, context, routes, availability, remarks, sink, echo);
        intake = taking;
        List<TopicFilter> wanted = wanted(routes, availability);
        boolean isResumed = session.logIn(
                clientId, !settings.persistent(), arrival -> take(arrival, taking), context::connectionLost);
        if (isResumed) {
            taking.resumes(context.clock().instant());
        }
        routes.unreadable().forEach(point -> taking.offerBad(point, Quality.BAD_ADDRESS_UNKNOWN));
        new Subscriptions(session, new RememberedFilters(context.directory()), points, taking, remarks)
                .agree(wanted, isResumed);
        session.every(STEP, () -> step(taking));
    }

    private static List<TopicFilter> wanted(Routes routes, Availability availability) {
        List<TopicFilter> filters = new ArrayList<>(routes.filters());
        for (String each : availability.filters(routes.filters())) {
            filters.add(new TopicFilter(each, List.of(each.split("/", -1))));
        }
        return TopicFilter.outermost(filters);
    }

    private void take(Arrival arrival, Intake taking) {
        long now = System.nanoTime();
        if (arrival.id() == 0) {
            taking.take(arrival, now);
            return;
        }
        try {
            Receipts.Receipt receipt = receipts.begin(arrival.id(), now);
            taking.take(arrival, now);
            context.whenKept(() -> receipts.kept(receipt, System.nanoTime()));
        } catch (InterruptedException e) {
            // The session ends: the broker sends the message again to the next.
            Thread.currentThread().interrupt();
        }
    }

    private void step(Intake taking) {
        long now = System.nanoTime();
        receipts.step(now);
        taking.step(now);
    }

    @Override
    public DeviceStatus write(Point point, Value value) throws DriverException {
        MqttAddress address = address(point);
        Command command = address.command();
        if (command == null) {
            throw new DriverException(
                    Reason.REFUSED,
                    "its address names no topic to write to, such as -> cmnd/press1/POWER: " + point.name());
        }
        Value meant = Command.meant(value, address.readAs(), point.name());
        echo.expect(point.name());
        session.publish(
                command.topic(), command.payload(meant, address.readAs()).getBytes(StandardCharsets.UTF_8));
        return confirmed(point, meant);
    }

    private static MqttAddress address(Point point) throws DriverException {
        try {
            return MqttAddress.parse(point.address());
        } catch (AddressException e) {
            throw new DriverException(Reason.REFUSED, e.complaint() + ": " + point.name(), e);
        }
    }

    private DeviceStatus confirmed(Point point, Value meant) throws DriverException {
        try {
            Value said = echo.await(meant, settings.timeout().toNanos());
            if (meant.equals(said)) {
                return DeviceStatus.OK;
            }
            throw new DriverException(
                    Reason.TIMEOUT,
                    "the broker took the command, and within "
                            + settings.timeout().toMillis() + " ms the device said "
                            + (said == null ? "nothing" : said + " and not " + meant) + ": " + point.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException(Reason.TIMEOUT, "waiting for the device was interrupted: " + point.name(), e);
        }
    }

    @Override
    public Stream<FoundPoint> browse(String from, int levels) throws DriverException {
        return new TopicBrowse(settings, session, clientId).listen(from, levels);
    }

    @Override
    public void close() {
        Intake taking = intake;
        if (taking != null) {
            taking.end();
        }
        receipts.end();
        session.close();
    }
}
