package io.fieldpost.radio.licence;

import io.fieldpost.radio.detect.Emission;
import io.fieldpost.radio.licence.BoardFacts.AttenuationTest;
import io.fieldpost.radio.licence.LicenceList.Band;
import io.fieldpost.radio.licence.SkirtMask.Strong;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is on the air with who may be, row by row. One thread; a step function.
 *
 * <p>Each licensed channel has a state and alarms of its own. An emission that belongs to none of them, within the bands that are
 * watched, is without a licence, unless something better explains it, asked in this order:
 *
 * <ol>
 *   <li>It stands beside an emission so strong that it is held to be its skirts or the receiver's spurs around it: not an emission of its
 *       own, no state, no alarm. The mask lies relative to the strong one's level, however loud that is ({@code SkirtMask} gives
 *       the figures and their price), so a licensed station that is merely loud is never taken for an unlicensed one.
 *   <li>The 3 dB test has shown that it is a product of the receiver, or that it isn't.
 *   <li>Untested, it is where a product of strong emissions falls, and no stronger than such a product can be: state and a notice.
 * </ol>
 *
 * <p>Transmitting outside the scheduled hours is not a fault; silence within them is. Suspect rows prove nothing: nothing changes in
 * them, and their time doesn't count. With the usual settings and one row a second, an emission without a licence is told six seconds
 * after it came on: three looks, and three seconds more.
 */
public final class ChannelBoard {
    /** More than a band holds; beyond it, intruders are not watched. */
    private static final int MOST_INTRUDERS = 1000;

    private final LicenceList licences;
    private final List<Band> watched;
    private final BoardSettings settings;
    private final List<LicensedWatch> channels = new ArrayList<>();
    private final List<IntruderWatch> intruders = new ArrayList<>();
    private @Nullable Instant last;

    /**
     * @param watched where emissions without a licence are told; empty for the bands of the licences
     */
    public ChannelBoard(LicenceList licences, List<Band> watched, BoardSettings settings) {
        this.licences = licences;
        this.watched = watched.isEmpty() ? licences.bands() : List.copyOf(watched);
        this.settings = settings;
        for (Channel channel : licences.channels()) {
            channels.add(new LicensedWatch(channel, settings));
        }
    }

    /**
     * Takes over a row.
     *
     * @param emissions all that are on the air after this row
     * @return what is to be told now, in the order of frequency within licensed and unlicensed ones
     */
    public List<ChannelAlarm> step(SpectrumRow row, List<Emission> emissions, BoardFacts facts) {
        Instant before = last;
        last = row.time();
        if (!row.suspect().isEmpty()) {
            return List.of();
        }
        // A clock that was set back must not undo what has lasted.
        Duration elapsed =
                before == null || before.isAfter(row.time()) ? Duration.ZERO : Duration.between(before, row.time());
        List<ChannelAlarm> alarms = new ArrayList<>();
        Pairing pairing = Pairing.of(licences.channels(), emissions);
        List<Strong> strong = new ArrayList<>();
        for (LicensedWatch watch : channels) {
            Emission station = pairing.station(watch.channel());
            if (station != null) {
                strong.add(new Strong(station, watch.channel().bandwidthHz()));
            }
            stepLicensed(watch, station, pairing, row, facts, elapsed, alarms);
        }
        stepIntruders(row, pairing.others(), emissions, strong, facts, elapsed, alarms);
        return alarms;
    }

    /** Every licensed channel and everything without a licence that is on the air, in the order of frequency. */
    public List<ChannelStatus> states() {
        List<ChannelStatus> states = new ArrayList<>();
        channels.forEach(watch -> states.add(watch.status()));
        intruders.stream().filter(IntruderWatch::isPresent).forEach(watch -> states.add(watch.status()));
        states.sort(Comparator.comparingDouble(ChannelStatus::centerHz));
        return states;
    }

    /** The state at a frequency: of the channel or emission that holds it, or idle. */
    public ChannelState stateAt(double frequencyHz) {
        return states().stream()
                .filter(status -> Math.abs(status.centerHz() - frequencyHz) <= status.bandwidthHz() / 2)
                .min(Comparator.comparingDouble(status -> Math.abs(status.centerHz() - frequencyHz)))
                .map(ChannelStatus::state)
                .orElse(ChannelState.IDLE);
    }

    private void stepLicensed(
            LicensedWatch watch,
            @Nullable Emission station,
            Pairing pairing,
            SpectrumRow row,
            BoardFacts facts,
            Duration elapsed,
            List<ChannelAlarm> alarms) {
        if (station != null) {
            Integer programme = facts.programmes().get(station.id());
            watch.present(station, programme, row.stepHz(), row.time(), elapsed, alarms);
        } else if (!measured(row, watch.channel()) || pairing.covered(watch.channel())) {
            watch.unknown(row.time());
        } else {
            watch.silent(watch.channel().schedule().due(row.time()), row.time(), elapsed, alarms);
        }
    }

    private static boolean measured(SpectrumRow row, Channel channel) {
        int from = row.cellOf(channel.startHz());
        int to = row.cellOf(channel.stopHz());
        int good = 0;
        for (int i = Math.max(0, from); i <= Math.min(row.cells() - 1, to); i++) {
            good += Float.isNaN(row.levelDb()[i]) ? 0 : 1;
        }
        return 2 * good > to - from;
    }

    private void stepIntruders(
            SpectrumRow row,
            List<Emission> others,
            List<Emission> all,
            List<Strong> strong,
            BoardFacts facts,
            Duration elapsed,
            List<ChannelAlarm> alarms) {
        Intermodulation products = new Intermodulation(all, row.stepHz(), settings.thirdOrderInterceptDb());
        List<IntruderWatch> seen = new ArrayList<>();
        List<Emission> strongestFirst = new ArrayList<>(others);
        strongestFirst.sort(Comparator.comparingDouble(Emission::levelDb).reversed());
        for (Emission emission : strongestFirst) {
            if (!isWatched(emission) || SkirtMask.explains(strong, emission)) {
                continue;
            }
            strong.add(new Strong(emission, Math.max(2 * row.stepHz(), emission.bandwidthHz())));
            IntruderWatch watch = watch(emission, seen, row);
            if (watch != null) {
                seen.add(watch);
                AttenuationTest test = facts.tests().get(emission.id());
                Product product = test == AttenuationTest.TRUE_SIGNAL ? null : products.explanation(emission);
                boolean made = test == AttenuationTest.PRODUCT || product != null;
                watch.present(emission, made, product, row.time(), elapsed, alarms);
            }
        }
        retire(seen, row.time(), elapsed, alarms);
    }

    private boolean isWatched(Emission emission) {
        return watched.stream().anyMatch(band -> band.holds(emission.centerHz()));
    }

    private @Nullable IntruderWatch watch(Emission emission, List<IntruderWatch> taken, SpectrumRow row) {
        for (IntruderWatch watch : intruders) {
            if (!taken.contains(watch) && watch.holds(emission, row.stepHz())) {
                return watch;
            }
        }
        if (intruders.size() >= MOST_INTRUDERS) {
            return null;
        }
        IntruderWatch watch = new IntruderWatch(emission, settings, row.time());
        intruders.add(watch);
        return watch;
    }

    private void retire(List<IntruderWatch> seen, Instant now, Duration elapsed, List<ChannelAlarm> alarms) {
        Iterator<IntruderWatch> each = intruders.iterator();
        while (each.hasNext()) {
            IntruderWatch watch = each.next();
            if (!seen.contains(watch)) {
                watch.absent(now, elapsed, alarms);
                if (watch.over()) {
                    each.remove();
                }
            }
        }
    }
}
