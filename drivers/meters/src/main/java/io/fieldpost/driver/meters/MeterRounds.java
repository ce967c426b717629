package io.fieldpost.driver.meters;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.meters.MeterRound.Wanted;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Goes round the meters of a line, once for each reading of the source. Meters that answered the last time come first, so that those that
 * did not cost them nothing. A round bears {@link #MOST_FAILURES} items without an answer that can be used, each of which costs a time
 * limit or, with its repetition, two; whoever was asked longest ago comes first in the next round. So a round is bounded whatever hangs on the
 * line, and everybody gets a turn. For one thread.
 */
final class MeterRounds {
    static final int MOST_FAILURES = 3;

    /** When no meter of a line says anything any more, a connection that died in silence is as likely as meters that did. */
    private static final int UNANSWERED_BEFORE_LOST = 5;

    private final ItemReader reader;
    private final MetersSettings settings;
    private final InstantSource clock;
    private final Map<MeterAddress, MeterStation> stations = new LinkedHashMap<>();
    private int unanswered;
    /** Of this round. */
    private long number;

    MeterRounds(ItemReader reader, MetersSettings settings, InstantSource clock) {
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
    }

    /** What is known of a meter; made at its first mention. */
    MeterStation station(MeterAddress meter) {
        return stations.computeIfAbsent(
                meter, unknown -> new MeterStation(unknown, settings.backOff(), clock.instant()));
    }

    /** All that have been mentioned. */
    Iterable<MeterStation> stations() {
        return stations.values();
    }

    /**
     * Asks for everything that is wanted.
     *
     * @throws DriverException when the line is gone or the thread is interrupted, and {@code TIMEOUT} when no meter on the line has said
     *     anything for a while
     */
    MeterRound go(Wanted wanted) throws DriverException {
        number++;
        List<MeterStation> order = new ArrayList<>();
        wanted.meters().forEach(meter -> order.add(station(meter)));
        order.sort(Comparator.comparing((MeterStation station) -> !station.isResponsive())
                .thenComparingLong(MeterStation::lastVisited));
        MeterRound round = new MeterRound();
        for (MeterStation station : order) {
            visit(station, wanted.itemsOf(station.meter()), round);
        }
        refuseADeadLine();
        return round;
    }

    private void visit(MeterStation station, Collection<String> items, MeterRound round) throws DriverException {
        MeterVisit visit = new MeterVisit(station, clock);
        List<String> order = new ArrayList<>(items);
        order.sort(Comparator.comparing(station::wasDamaged));
        boolean leftOut = false;
        for (String item : order) {
            Answered answered;
            if (!visit.wants(item)) {
                answered = Answered.failed(visit.reasonNotToAsk(), clock.instant());
            } else if (round.failures() >= MOST_FAILURES) {
                leftOut = true;
                answered = Answered.failed(LineFault.LEFT_OUT, clock.instant());
            } else {
                station.visited(number);
                ItemAnswer answer = ask(station, item, 1 + (visit.isHopeful() ? settings.retries() : 0));
                visit.took(item, answer);
                answered = new Answered(answer, clock.instant());
                round.countFailure(answer);
            }
            round.put(station.meter(), item, answered);
        }
        visit.end();
        if (leftOut) {
            station.counts().count(LineFault.LEFT_OUT);
        }
    }

    private ItemAnswer ask(MeterStation station, String item, int attempts) throws DriverException {
        ItemAnswer answer = reader.read(station.meter(), item, station.counts());
        for (int attempt = 1; attempt < attempts && answer instanceof ItemAnswer.Failed; attempt++) {
            unanswered = isSilence(answer) ? unanswered + 1 : 0;
            answer = reader.read(station.meter(), item, station.counts());
        }
        unanswered = isSilence(answer) ? unanswered + 1 : 0;
        return answer;
    }

    static boolean isSilence(ItemAnswer answer) {
        return answer instanceof ItemAnswer.Failed failed && failed.fault() == LineFault.SILENCE;
    }

    private void refuseADeadLine() throws DriverException {
        boolean heard = stations.values().stream().anyMatch(MeterStation::isResponsive);
        if (!heard && unanswered >= UNANSWERED_BEFORE_LOST) {
            throw new DriverException(
                    DriverException.Reason.TIMEOUT,
                    "no meter on " + settings.connection() + " has answered the last " + unanswered
                            + " requests; are they powered, is A on A and B on B, do baud rate and parity fit?");
        }
    }
}
