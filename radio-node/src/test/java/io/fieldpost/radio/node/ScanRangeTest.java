package io.fieldpost.radio.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.radio.Settings;
import io.fieldpost.radio.settings.Eb200Settings.ScanKind;
import io.fieldpost.radio.settings.Mission;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScanRangeTest {
    private static final Mission FM = Settings.mission("{ name: fm, scan: 88MHz..108MHz, resolution: 25kHz }");
    private static final Mission AIR = Settings.mission("{ name: air, scan: 118MHz..137MHz, resolution: 10kHz }");

    @Test
    void stepThatIsTheResolutionMakesTheSameCells() {
        assertThat(ScanRange.of(List.of(FM))).isEqualTo(new ScanRange(88_000_000, 108_000_000, 25_000));
    }

    /** Not every receiver has 10 kHz. The cells at 88 and 137 MHz reach 12.5 and 5 kHz further; a step reaches 3.125 kHz. */
    @Test
    void oneScanServesSeveralBandsInTheFinestStepThatEveryReceiverHas() {
        assertThat(ScanRange.of(List.of(AIR, FM))).isEqualTo(new ScanRange(87_987_500, 137_006_250, 6_250));
    }

    @Test
    void bandsThatNoScanCanCoverAreRefused() {
        Mission wide = Settings.mission("{ name: far, scan: 5GHz..5.1GHz, resolution: 10kHz }");
        Mission narrow = Settings.mission("{ name: fine, scan: 100MHz..100.1MHz, resolution: 500Hz }");
        assertThatThrownBy(() -> ScanRange.of(List.of(wide, narrow)))
                .hasMessage(
                        "missions: one panorama scan serves them all, and from 99999750 Hz to 5100005000 Hz it would have"
                                + " 20000022 steps of 250 Hz, more than 2000000; take a coarser resolution, or bands that lie"
                                + " closer together");
        Mission finest = Settings.mission("{ name: finest, scan: 100MHz..100.1MHz, resolution: 100Hz }");
        assertThatThrownBy(() -> ScanRange.of(List.of(finest)))
                .hasMessage("missions: resolution of 100 Hz is finer than 125 Hz, the finest step of a panorama scan");
    }

    @Test
    void frequencyScanTakesTheWidestFilterThatIsNoWiderThanTheFinestResolution() {
        assertThat(ScanRange.of(List.of(AIR), ScanKind.FSCAN))
                .isEqualTo(new ScanRange(117_999_000, 137_007_000, 9_000));
        Mission high = Settings.mission("{ name: high, scan: 4.29GHz..4.3GHz, resolution: 25kHz }");
        assertThatThrownBy(() -> ScanRange.of(List.of(high), ScanKind.FSCAN))
                .hasMessageContaining("a frequency scan ends at 4294967295 Hz, and 4300000000 Hz are needed");
        Mission wide = Settings.mission("{ name: wide, scan: 400MHz..1GHz, resolution: 25kHz }");
        assertThatThrownBy(() -> ScanRange.of(List.of(wide), ScanKind.FSCAN))
                .hasMessageContaining("one frequency scan serves them all")
                .hasMessageContaining("more than 20000");
    }

    @Test
    void missionThatIsAddedHasToLieInside() {
        ScanRange range = ScanRange.of(List.of(FM));
        Mission inside = Settings.mission("{ name: in, scan: 90MHz..100MHz, resolution: 100kHz }");
        range.check(inside, inside.grid(inside.band()));
        for (String outside : List.of(
                "{ name: out, scan: 107MHz..109MHz, resolution: 25kHz }",
                "{ name: out, scan: 90MHz..91MHz, resolution: 10kHz }")) {
            Mission mission = Settings.mission(outside);
            assertThatThrownBy(() -> range.check(mission, mission.grid(mission.band())))
                    .hasMessage(
                            "the receiver scans 88000000 Hz to 108000000 Hz in steps of 25000 Hz for the missions of the"
                                    + " gateway's file, and this one needs more; write it there: out");
        }
    }
}
