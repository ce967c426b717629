package io.fieldpost.driver.meters;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.meters.EnergyRegister.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes values of answers, judges registers, and says what a person should know. For one thread. */
final class Interpreter {
    private final Registers registers;
    private final PointRemarks remarks;
    /** Of one round: several points may want the same register, and a reading is judged once. */
    private final Map<String, Outcome> outcomes = new HashMap<>();

    Interpreter(Registers registers, PointRemarks remarks) {
        this.registers = registers;
        this.remarks = remarks;
    }

    /** Forgets the last round. */
    void beginRound() {
        outcomes.clear();
    }

    /** What an answer means for a point. */
    Outcome outcome(Point point, PointAddress address, Answered answered, FaultCounts counts) {
        ItemAnswer answer = answered.answer();
        if (answer instanceof ItemAnswer.Failed failed) {
            return Outcome.bad(failed.fault().quality(), answered.at());
        }
        if (answer instanceof ItemAnswer.Refused refused) {
            remarks.tell(
                    point,
                    PointRemarks.ANSWER,
                    "meter " + address.meter() + " refuses item "
                            + address.item().identifier() + ": " + refused.why()
                            + "; see its sheet for what it can tell");
            return Outcome.bad(refused.quality(), answered.at());
        }
        byte[] data = inOrder(address, ((ItemAnswer.Data) answer).bytes());
        remarks.tell(point, PointRemarks.ANSWER, "");
        Outcome outcome = outcomes.get(address.register());
        if (outcome == null) {
            outcome = read(point, address, data, answered.at(), counts);
            outcomes.put(address.register(), outcome);
        }
        return inUnit(point, address.item(), data, outcome);
    }

    private static byte[] inOrder(PointAddress address, byte[] data) {
        boolean heat = address.meter().countsHeat() && address.item().length() == data.length;
        return heat ? UnitsFirst.putBehind(data) : data;
    }

    private Outcome read(Point point, PointAddress address, byte[] data, Instant at, FaultCounts counts) {
        Reading reading = address.item().read(data);
        if (reading instanceof Reading.Unreadable unreadable) {
            counts.count(LineFault.UNREADABLE);
            remarks.tell(point, PointRemarks.ANSWER, unreadable.why() + "; " + LineFault.UNREADABLE.advice());
            return Outcome.bad(LineFault.UNREADABLE.quality(), at);
        }
        if (reading instanceof Reading.Plain plain) {
            return new Outcome(plain.value(), Quality.GOOD, at, null);
        }
        if (reading instanceof Reading.Decimal decimal) {
            return address.item().register()
                    ? judged(point, address, decimal, at)
                    : Outcome.of(decimal, Quality.GOOD, at);
        }
        return Outcome.bad(Quality.BAD_OUT_OF_SERVICE, at);
    }

    private Outcome judged(Point point, PointAddress address, Reading.Decimal decimal, Instant at) {
        Verdict verdict = registers.judge(address, decimal.digits(), at);
        if (verdict.meaning() != EnergyRegister.Meaning.RISES) {
            remarks.tell(point, PointRemarks.REGISTER, told(verdict, decimal, at));
        }
        return switch (verdict.meaning()) {
            case RISES, ROLLED_OVER, RECOVERED -> Outcome.of(decimal, Quality.GOOD, at);
            case OVERSHOT, REPLACED -> Outcome.of(decimal, Quality.UNCERTAIN, at);
            case FELL -> Outcome.bad(Quality.BAD, at);
        };
    }

    private static String told(Verdict verdict, Reading.Decimal decimal, Instant at) {
        String before = BigDecimal.valueOf(verdict.before(), decimal.decimals()).toPlainString();
        String change =
                "from " + before + " at " + toSeconds(verdict.beforeAt()) + " to " + decimal + " at " + toSeconds(at);
        return switch (verdict.meaning()) {
            case RISES -> "";
            case ROLLED_OVER -> "rolled over at its full scale, " + change;
            case RECOVERED ->
                "wrong readings below its last value are over, " + change
                        + "; if that happens again, look for disturbances on the line, or have the meter tested";
            case OVERSHOT ->
                "the last value was too high and is taken back, " + change
                        + "; if that happens again, look for disturbances on the line";
            case REPLACED ->
                "the meter was replaced or set back, " + change
                        + "; its readings count from here, begin a new difference at the centre";
            case FELL ->
                "fell " + change + ", and is not believed; where the meter was replaced, wait: it is followed when it"
                        + " stays there; else compare with its display, and look for a second meter with its address";
        };
    }

    private static Instant toSeconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private Outcome inUnit(Point point, DataItem item, byte[] data, Outcome outcome) {
        if (outcome.quality().severity() == Quality.Severity.BAD) {
            return outcome;
        }
        if (!item.tellsItsUnit()) {
            remarks.tell(point, PointRemarks.UNIT, Units.remark(point, item.unit()));
            return outcome;
        }
        Optional<String> told = UnitCode.ucum(item.unitCode(data));
        remarks.tell(
                point,
                PointRemarks.UNIT,
                told.map(unit -> Units.remark(point, unit))
                        .orElse("the meter tells a unit that is not in the standard, code "
                                + Hex.of(new byte[] {(byte) item.unitCode(data)})
                                + "; compare the value with its display"));
        if (Units.contradict(point, told)) {
            return Outcome.bad(Quality.BAD_CONFIGURATION, outcome.at());
        }
        return told.isPresent() ? outcome : outcome.uncertain();
    }
}
