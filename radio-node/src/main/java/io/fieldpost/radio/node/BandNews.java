package io.fieldpost.radio.node;

import io.fieldpost.radio.detect.Emission;
import io.fieldpost.radio.detect.EmissionEvent;
import io.fieldpost.radio.licence.AlarmKind;
import io.fieldpost.radio.licence.ChannelAlarm;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.spectrum.HopPlan;
import io.fieldpost.radio.spectrum.SpectrumRow;
import io.fieldpost.radio.spectrum.SweepPlan;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What becomes of news of one band: it is handed on, emissions are looked at, and alarms get their evidence. */
final class BandNews implements BandMonitor.Listener {
    private final Mission mission;
    private final SweepPlan plan;
    private final NodeParts parts;
    private final Identification identification;
    private final ProductTest products;
    private final Evidence evidence;
    private final LongSupplier nowNanos;
    private final EmissionOutput output;
    private final RecentRows recent = new RecentRows();
    private @Nullable BandMonitor monitor;

    BandNews(
            Mission mission,
            SweepPlan plan,
            NodeParts parts,
            Identification identification,
            ProductTest products,
            Evidence evidence,
            LongSupplier nowNanos) {
        this.mission = mission;
        this.plan = plan;
        this.parts = parts;
        this.identification = identification;
        this.products = products;
        this.evidence = evidence;
        this.nowNanos = nowNanos;
        output = new EmissionOutput(mission.name(), parts.outlet());
    }

    /** Whose news it is. */
    void about(BandMonitor watching) {
        monitor = watching;
    }

    @Override
    public void row(SpectrumRow row) {
        recent.add(row);
    }

    @Override
    public void emission(EmissionEvent event) {
        output.put(event, parts.calibration().unit().code());
        if (monitor != null) {
            identification.emission(monitor, event, mission.priority());
        }
    }

    @Override
    public void alarm(ChannelAlarm alarm, SpectrumRow row) {
        String recorded = evidence.of(
                alarm,
                mission.name(),
                recent.before(alarm.since()),
                row,
                hopCenterHz(alarm.frequencyHz()),
                emissionClass(alarm),
                nowNanos.getAsLong());
        output.put(alarm, recorded);
        if (alarm.kind() == AlarmKind.INTERMODULATION
                && alarm.raised()
                && monitor != null
                && alarm.emission() != null) {
            products.wanted(monitor, plan, alarm.emission(), nowNanos.getAsLong());
        }
    }

    private String emissionClass(ChannelAlarm alarm) {
        if (monitor != null && alarm.emission() != null) {
            for (Emission emission : monitor.active()) {
                if (emission.id().equals(alarm.emission())) {
                    return emission.emissionClass();
                }
            }
        }
        return "";
    }

    private long hopCenterHz(double frequencyHz) {
        double cell = frequencyHz / plan.grid().resolutionHz() - plan.grid().firstCell();
        for (HopPlan.Hop hop : plan.hopPlan().hops()) {
            if (cell < hop.firstIndex() + hop.cells()) {
                return hop.centerHz();
            }
        }
        return Math.round(frequencyHz);
    }
}
