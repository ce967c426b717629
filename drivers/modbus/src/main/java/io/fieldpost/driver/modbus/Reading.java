package io.fieldpost.driver.modbus;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.modbus.line.Bus;
import io.fieldpost.driver.modbus.line.Fault;
import io.fieldpost.driver.modbus.line.FaultException;
import io.fieldpost.driver.modbus.line.Refusal;
import io.fieldpost.driver.modbus.line.RefusedException;
import io.fieldpost.driver.modbus.plan.Block;
import io.fieldpost.driver.modbus.plan.RequestLimits;
import io.fieldpost.driver.modbus.plan.RequestPlan;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists of points over one bus, and remembers what it learnt of the units meanwhile: which are silent, and which registers they
 * refuse. A silent unit costs the others one time-out each time that its back-off is over, and one silent unit a reading at most.
 */
final class Reading {
    private final ModbusSettings settings;
    private final DriverContext context;
    private final Bus bus;
    private final RequestLimits limits;
    private final Map<Integer, UnitState> units = new TreeMap<>();
    private final Set<String> refusedSubjects = new HashSet<>();
    private @Nullable RequestPlan plan;
    private boolean impatient;

    Reading(ModbusSettings settings, DriverContext context, Bus bus) {
        this.settings = settings;
        this.context = context;
        this.bus = bus;
        this.limits = new RequestLimits(
                settings.mostRegistersPerRequest(), settings.mostBitsPerRequest(), settings.largestUnwanted());
    }

    /**
     * Reads points.
     *
     * @throws IOException when the line is lost
     * @throws DriverException when nobody on it answers any more
     */
    List<Measurement> read(List<Point> points) throws IOException, DriverException {
        RequestPlan current = planOf(points);
        Round round = new Round(points, context.clock(), settings.longestSilence());
        for (int index : current.unreadable()) {
            round.bad(index, Quality.BAD_CONFIGURATION, round.now());
        }
        for (Block block : current.blocks()) {
            read(current, block, round);
        }
        tellOfImpatience(round.hasLeftOut());
        if (round.wasInVain() && units.values().stream().noneMatch(UnitState::isAlive)) {
            throw new DriverException(
                    Reason.TIMEOUT,
                    "no unit behind " + settings.connection() + " answers (" + round.asked() + " requests of "
                            + settings.timeout().toMillis()
                            + " ms); see whether they have power and their numbers are right");
        }
        return round.measurements();
    }

    private void tellOfImpatience(boolean now) {
        if (now != impatient) {
            impatient = now;
            context.remark(new Remark(
                    "longest_silence",
                    now
                            ? "silent units took " + settings.longestSilence().toMillis()
                                    + " ms of the last reading; what was left out is bad, and read in the next"
                            : ""));
        }
    }

    private RequestPlan planOf(List<Point> points) {
        RequestPlan made = plan;
        if (made == null || !made.isOf(points)) {
            made = RequestPlan.of(points, limits);
            plan = made;
        }
        return made;
    }

    private void read(RequestPlan current, Block block, Round round) throws IOException {
        UnitState unit = units.computeIfAbsent(
                block.unit(), unused -> new UnitState(settings.backOff(), settings.longestBackOff()));
        Instant now = round.now();
        if (settings.isForAllUnits(block.unit())) {
            context.remark(new Remark(
                    "unit 0", "broadcast", "is all units of a line at once, and none of them answers; write 1 to 247"));
            round.bad(block, Quality.BAD_CONFIGURATION);
        } else if (block.isResting(now, settings.retryRefusedEvery())) {
            round.bad(block, block.refusedQuality());
        } else if (unit.isResting(now) || (unit.isSilent() && !round.mayTryASilentUnit())) {
            round.bad(block, Quality.BAD_TIMEOUT);
        } else if (round.isOutOfPatience()) {
            round.leftOut();
            round.bad(block, Quality.BAD_COMMUNICATION);
        } else {
            take(current, block, unit, round);
        }
    }

    private void take(RequestPlan current, Block block, UnitState unit, Round round) throws IOException {
        Answer answer = ask(block, unit, round);
        if (answer instanceof Answer.Data data) {
            heard(block.unit(), unit);
            accepted(block, round);
            round.good(block, data.bytes());
        } else if (answer instanceof Answer.Refused refused) {
            refused(current, block, unit, refused.refusal(), round);
        } else if (answer instanceof Answer.Failed failed) {
            Fault fault = failed.fault();
            if (fault.heardTheUnit()) {
                heard(block.unit(), unit);
            } else {
                silent(block.unit(), unit, round);
            }
            round.bad(block, fault == Fault.NO_ANSWER ? Quality.BAD_TIMEOUT : Quality.BAD_COMMUNICATION);
        }
    }

    private Answer ask(Block block, UnitState unit, Round round) throws IOException {
        int triesLeft = unit.isSilent() ? 1 : 1 + settings.retries();
        while (true) {
            round.asks();
            triesLeft--;
            try {
                byte[] data = bus.read(block.unit(), block.table(), block.first(), block.count());
                round.wasAnswered();
                return new Answer.Data(data);
            } catch (RefusedException e) {
                round.wasAnswered();
                return new Answer.Refused(e.refusal());
            } catch (FaultException e) {
                if (e.fault().heardTheUnit()) {
                    round.wasAnswered();
                } else {
                    round.waited(settings.timeout());
                }
                if (triesLeft == 0 || round.isOutOfPatience()) {
                    return new Answer.Failed(e.fault());
                }
            }
        }
    }

    private void refused(RequestPlan current, Block block, UnitState unit, Refusal refusal, Round round)
            throws IOException {
        if (refusal.saysUnitIsAway()) {
            silent(block.unit(), unit, round);
            round.bad(block, refusal.quality());
            return;
        }
        heard(block.unit(), unit);
        if (block.isDivisible() && refusal.mayFitInParts()) {
            if (round.mayPart()) {
                for (Block part : current.part(block)) {
                    read(current, part, round);
                }
            } else {
                round.bad(block, Quality.BAD_WAITING_FOR_INITIAL_DATA);
            }
            return;
        }
        if (refusal.isLasting()) {
            block.refused(round.now(), refusal.quality());
        }
        String subject = subject(block, round);
        refusedSubjects.add(subject);
        context.remark(new Remark(
                subject,
                "refused",
                "the unit refuses " + block + ": " + refusal.name() + " (" + refusal.code()
                        + "); compare with its manual, which may count from 1 or mean another table"));
        round.bad(block, refusal.quality());
    }

    private void accepted(Block block, Round round) {
        block.accepted();
        if (!refusedSubjects.isEmpty()) {
            String subject = subject(block, round);
            if (refusedSubjects.remove(subject)) {
                context.remark(new Remark(subject, "refused", ""));
            }
        }
    }

    private static String subject(Block block, Round round) {
        return block.isDivisible()
                ? block.toString()
                : round.point(block.points().get(0).index()).name();
    }

    private void heard(int number, UnitState unit) {
        if (unit.isSilent()) {
            context.remark(new Remark("unit " + number, "away", ""));
        }
        unit.answered();
    }

    private void silent(int number, UnitState unit, Round round) {
        unit.silent(round.now());
        context.remark(new Remark(
                "unit " + number,
                "away",
                "does not answer since " + unit.silentSince() + ", and is tried again after "
                        + unit.rest().toMillis() + " ms; its points are bad, the other units are read on"));
    }
}
