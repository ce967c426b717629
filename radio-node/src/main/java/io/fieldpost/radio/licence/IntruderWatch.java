package io.fieldpost.radio.licence;

import io.fieldpost.radio.detect.Emission;
import io.fieldpost.radio.licence.ChannelAlarm.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Watches a place in the spectrum where something was seen that has no licence; outlives the emission, so one that pauses is one alarm. */
final class IntruderWatch {
    private final Debounce unlicensed;
    private final Debounce product;
    private Emission last;
    private ChannelStatus status;
    private boolean present;

    IntruderWatch(Emission first, BoardSettings settings, Instant now) {
        this.unlicensed = new Debounce(settings.intruderAfter(), settings.clearAfter());
        this.product = new Debounce(settings.intruderAfter(), settings.clearAfter());
        this.last = first;
        this.status = status(ChannelState.UNKNOWN, null, now);
    }

    /** Whether an emission is the one that was here, or has come to the same place. */
    boolean holds(Emission emission, double cellHz) {
        double reach = Math.max(2 * cellHz, last.bandwidthHz() / 2);
        return emission.id().equals(last.id()) || Math.abs(emission.centerHz() - last.centerHz()) <= reach;
    }

    /**
     * It is on the air.
     *
     * @param isProduct whether it is held to be made of strong emissions
     * @param explanation of which, if they are known
     */
    void present(
            Emission emission,
            boolean isProduct,
            @Nullable Product explanation,
            Instant now,
            Duration elapsed,
            List<ChannelAlarm> alarms) {
        last = emission;
        present = true;
        ChannelState state = isProduct ? ChannelState.INTERMODULATION : ChannelState.UNLICENSED;
        status = status(state, explanation, state == status.state() ? status.since() : now);
        step(!isProduct, isProduct, now, elapsed, alarms);
    }

    /** It is not. */
    void absent(Instant now, Duration elapsed, List<ChannelAlarm> alarms) {
        present = false;
        step(false, false, now, elapsed, alarms);
    }

    boolean over() {
        return !present && !unlicensed.busy() && !product.busy();
    }

    boolean isPresent() {
        return present;
    }

    ChannelStatus status() {
        return status;
    }

    private void step(boolean intruder, boolean made, Instant now, Duration elapsed, List<ChannelAlarm> alarms) {
        tell(AlarmKind.UNLICENSED, unlicensed.step(intruder, now, elapsed), unlicensed, now, alarms);
        tell(AlarmKind.INTERMODULATION, product.step(made, now, elapsed), product, now, alarms);
    }

    private void tell(AlarmKind kind, Debounce.Step step, Debounce debounce, Instant now, List<ChannelAlarm> alarms) {
        if (step == Debounce.Step.NOTHING) {
            return;
        }
        alarms.add(new ChannelAlarm(
                kind,
                step == Debounce.Step.RAISED,
                kind == AlarmKind.UNLICENSED && last.firstSeen().isBefore(debounce.since())
                        ? last.firstSeen()
                        : debounce.since(),
                now,
                "",
                last.centerHz(),
                last.id(),
                Evidence.around(last.centerHz(), last.bandwidthHz()),
                message(kind, step)));
    }

    private String message(AlarmKind kind, Debounce.Step step) {
        String what = String.format(
                Locale.ROOT,
                "emission on %.3f MHz, %.0f kHz wide, %.1f dB",
                last.centerHz() / 1e6,
                last.bandwidthHz() / 1e3,
                last.levelDb());
        Product made = status.product();
        if (step == Debounce.Step.CLEARED) {
            return what
                    + (kind == AlarmKind.UNLICENSED
                            ? ": no longer without a licence there"
                            : ": no longer a product there");
        } else if (kind == AlarmKind.UNLICENSED) {
            return what + ": nobody has a licence for it";
        }
        return what + ": intermodulation"
                + (made == null ? "" : ", probably " + made.formula() + "; test it with 3 dB more attenuation");
    }

    private ChannelStatus status(ChannelState state, @Nullable Product explanation, Instant since) {
        return new ChannelStatus(
                state, last.centerHz(), last.bandwidthHz(), null, last.id(), List.of(), explanation, since);
    }
}
