package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.json.Found;
import io.fieldpost.driver.json.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes measurements of messages. Any thread, one at a time. */
final class Intake {
    /** A broker gives what it has kept at once; after this, a time before the connection is a clock that is behind. */
    private static final Duration GIVING_KEPT = Duration.ofMinutes(10);

    private final MqttInSettings settings;
    private final DriverContext context;
    private final Routes routes;
    private final Availability availability;
    private final PointRemarks remarks;
    private final Consumer<Measurement> sink;
    private final Echo echo;
    private @Nullable Instant absentUntil;
    private boolean ended;

    Intake(
            MqttInSettings settings,
            DriverContext context,
            Routes routes,
            Availability availability,
            PointRemarks remarks,
            Consumer<Measurement> sink,
            Echo echo) {
        this.settings = settings;
        this.context = context;
        this.routes = routes;
        this.availability = availability;
        this.remarks = remarks;
        this.sink = sink;
        this.echo = echo;
    }

    /** The broker had kept a session: what the devices say was before now, it had kept for us. */
    synchronized void resumes(Instant now) {
        absentUntil = now;
    }

    /** Nothing is handed over any more. */
    synchronized void end() {
        ended = true;
    }

    /** Takes one message. */
    synchronized void take(Arrival arrival, long nowNanos) {
        String topic = arrival.topic();
        if (availability.speaksOn(topic)) {
            hearAvailability(arrival);
        }
        List<Routes.Route> to = routes.of(topic);
        if (to.isEmpty() && !availability.speaksOn(topic)) {
            remarks.tell(
                    "topics",
                    "",
                    routes.isFull()
                            ? "more topics match the points' wildcards than are taken; write narrower ones"
                            : "the broker also sends '" + topic + "', which no point wants: another client with this"
                                    + " identifier has asked for it, or it is left from before");
        }
        boolean isUnwanted =
                arrival.isRetained() && (settings.retained() == RetainedAs.IGNORE || availability.isAway(topic));
        if (!isUnwanted) {
            to.forEach(route -> take(arrival, route, nowNanos));
        }
    }

    private void hearAvailability(Arrival arrival) {
        availability
                .hear(arrival.topic(), arrival.payload())
                .filter(isThere -> !isThere)
                .ifPresent(away -> routes.known().forEach((topic, each) -> {
                    if (availability.of(topic).contains(arrival.topic())) {
                        each.forEach(route ->
                                route.targets().forEach(target -> offerBad(target.point(), Quality.BAD_NOT_CONNECTED)));
                    }
                }));
    }

    private void take(Arrival arrival, Routes.Route route, long nowNanos) {
        Payload payload = Payload.of(arrival, route.plan());
        PayloadTime time = payload.time(route.plan().timeSlot(), settings.timeZone());
        for (Target target : route.targets()) {
            Found found = payload.at(target.slot());
            if (isOtherKind(found, target, route.plan())) {
                continue;
            }
            target.heard(nowNanos);
            if (!(found instanceof Found.Unusable)) {
                target.found();
            }
            remarks.tell(target.point().name(), PointRemarks.TIME, time.remark());
            Outcome outcome = payload.outcome(target);
            offer(target, outcome, time.time(), arrival.isRetained());
            if (!arrival.isRetained()) {
                echo.hear(target.point().name(), outcome.value());
            }
        }
    }

    /**
     * Whether a message is of another kind than the one with the value: of a topic whose messages have had it before, or of one that is not
     * named alone.
     */
    private static boolean isOtherKind(Found found, Target target, TopicPlan plan) {
        return found instanceof Found.Unusable unusable
                && unusable.cause() == Found.Cause.MISSING
                && (target.wasFound() || plan.filter().isWild());
    }

    private void offer(Target target, Outcome outcome, @Nullable Instant said, boolean isRetained) {
        Instant now = context.clock().instant();
        remarks.tell(target.point().name(), PointRemarks.VALUE, outcome.remark());
        Quality quality = outcome.quality();
        if (isRetained && quality == Quality.GOOD && said == null && settings.retained() == RetainedAs.UNCERTAIN) {
            quality = Quality.UNCERTAIN_LAST_USABLE;
        }
        boolean isHistorical = said != null
                && absentUntil != null
                && !isRetained
                && said.isBefore(absentUntil)
                && now.isBefore(absentUntil.plus(GIVING_KEPT));
        hand(new Measurement(
                target.point(),
                outcome.value(),
                quality,
                said == null ? now : said,
                now,
                quality.opcUaStatus(),
                isHistorical));
    }

    /** Says what has fallen silent. */
    synchronized void step(long nowNanos) {
        Duration limit = settings.staleAfter();
        if (limit != null) {
            routes.known()
                    .values()
                    .forEach(each -> each.forEach(route -> route.targets().stream()
                            .filter(target -> target.becomesSilent(nowNanos, limit.toNanos()))
                            .forEach(target -> offerBad(target.point(), Quality.BAD_TIMEOUT))));
        }
    }

    /** Says of a point that it has no value. */
    synchronized void offerBad(Point point, Quality quality) {
        Instant now = context.clock().instant();
        hand(new Measurement(point, new Value.Absent(), quality, now, now));
    }

    private void hand(Measurement measurement) {
        if (!ended) {
            sink.accept(measurement);
        }
    }
}
