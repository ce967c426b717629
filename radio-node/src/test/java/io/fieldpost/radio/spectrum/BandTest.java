package io.fieldpost.radio.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.simulation.Station;
import io.fieldpost.radio.simulation.SynthesisedBand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The synthesised band, scanned without a receiver between. */
class BandTest {
    private static final long RATE = 2_400_000;

    @Test
    void everyStationReadsItsLevelAlsoAcrossTwoHops() {
        Grid grid = Grid.of(87_000_000, 108_000_000, 10_000);
        SweepPlan plan = SweepPlan.of("band", grid, RATE, Window.HANN, 128, 0);
        SynthesisedBand band = new SynthesisedBand(1);
        byte[][] loop = new byte[1][];
        Sweep sweep = new Sweep(plan, center -> {
            loop[0] = band.loop(center, RATE, SynthesisedBand.NOMINAL_GAIN_DB);
            return 0;
        });
        sweep.begin(0);
        Trace trace = null;
        while (trace == null) {
            trace = sweep.step(loop[0], loop[0].length, SampleFormat.CU8, 0, 0, 0);
        }

        List<Station> all = new ArrayList<>(SynthesisedBand.licensed());
        all.add(SynthesisedBand.unlicensed());
        for (Station station : all) {
            int center = (int) ((station.frequencyHz() - grid.startHz()) / 10_000);
            double sum = 0;
            double moment = 0;
            for (int i = center - 10; i <= center + 10; i++) {
                double power = Math.pow(10, trace.levelDbfs()[i] / 10);
                sum += power;
                moment += power * (i - center);
            }
            assertThat(10 * Math.log10(sum)).as(station.name()).isEqualTo(station.levelDbfs(), within(0.5));
            assertThat(moment / sum).as(station.name()).isEqualTo(0, within(0.3));
        }
    }
}
