package io.fieldpost.radio.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.detect.EmissionEvent.Appeared;
import io.fieldpost.radio.detect.EmissionEvent.Change;
import io.fieldpost.radio.detect.EmissionEvent.Changed;
import io.fieldpost.radio.detect.EmissionEvent.Gone;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmissionTrackerTest {
    private final Detector detector =
            new Detector(DetectionSettings.of(new Threshold.Fcme(1e-4)), (row, noiseDb) -> Arrays.fill(noiseDb, 0));
    private final EmissionTracker tracker = new EmissionTracker(Persistence.DEFAULT, 77, 4);
    private final Rows rows = new Rows(400, 5);

    @Test
    void emissionSeenInThreeOfFiveLooksAppearsWithTheTimeOfTheFirst() {
        assertThat(step(on())).isEmpty();
        assertThat(step(off())).isEmpty();
        assertThat(step(on())).isEmpty();
        assertThat(step(off())).isEmpty();
        List<EmissionEvent> events = step(on());
        assertThat(events).hasSize(1);
        Emission emission = events.get(0).emission();
        assertThat(emission.id()).hasToString("77-5");
        assertThat(emission.firstSeen()).isEqualTo(Rows.EPOCH);
        assertThat(emission.looksOn()).isEqualTo(3);
        assertThat(emission.looksOff()).isEqualTo(2);
        assertThat(emission.switchedOn()).isEqualTo(3);
        assertThat(tracker.lastNumber()).isEqualTo(5);
    }

    @Test
    void emissionSeenTwiceInFiveLooksIsNone() {
        for (int i = 0; i < 10; i++) {
            assertThat(step(on())).isEmpty();
            for (int pause = 0; pause < 3; pause++) {
                assertThat(step(off())).isEmpty();
            }
        }
        assertThat(tracker.active()).isEmpty();
    }

    @Test
    void emissionIsGoneAfterTenLooksWithoutIt() {
        appear();
        for (int i = 0; i < 9; i++) {
            assertThat(step(off())).isEmpty();
        }
        assertThat(step(off())).singleElement().isInstanceOf(Gone.class);
        assertThat(tracker.active()).isEmpty();
    }

    @Test
    void seldomLooksEndAnEmissionWhenTheHoldTimeIsOver() {
        EmissionTracker seldom = new EmissionTracker(new Persistence(1, 1, 10, Duration.ofSeconds(2)), 1, 0);
        SpectrumRow first = on();
        seldom.step(first, detector.detect(first));
        rows.exact();
        SpectrumRow third = off();
        assertThat(seldom.step(third, List.of())).singleElement().isInstanceOf(Gone.class);
    }

    @Test
    void suspectRowsNeitherEndNorBeginAnything() {
        appear();
        rows.clear();
        for (int i = 0; i < 100; i++) {
            assertThat(step(rows.suspect())).isEmpty();
        }
        assertThat(tracker.active()).hasSize(1);
        rows.with(300, 20, 20);
        for (int i = 0; i < 10; i++) {
            assertThat(step(rows.suspect())).isEmpty();
        }
        assertThat(tracker.active()).hasSize(1);
    }

    @Test
    void timeInWhichNothingCouldBeSeenIsNotHeldAgainstAnEmission() {
        appear();
        for (int i = 0; i < 100; i++) {
            step(rows.suspect());
        }
        assertThat(step(off())).isEmpty();
        assertThat(step(on())).isEmpty();
        assertThat(tracker.active()).hasSize(1);
    }

    @Test
    void stretchThatWasNotMeasuredIsNotMissed() {
        appear();
        for (int i = 0; i < 50; i++) {
            SpectrumRow row = off();
            Arrays.fill(row.levelDb(), 80, 160, Float.NaN);
            assertThat(step(row)).isEmpty();
        }
        assertThat(tracker.active()).hasSize(1);
    }

    @Test
    void emissionKeepsItsNameWhileItDriftsAndTheCentreFollows() {
        EmissionId id = appear();
        List<EmissionEvent> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            events.addAll(step(rows.clear().with(100 + i, 10, 10).exact()));
        }
        assertThat(tracker.active()).singleElement().satisfies(emission -> {
            assertThat(emission.id()).isEqualTo(id);
            // A lag of (1 − w)/w looks of one cell each, w = 0.3.
            assertThat(emission.centerHz()).isCloseTo(Rows.hz(159 + 4.5 - 0.7 / 0.3), within(100.0));
        });
        assertThat(events)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(((Changed) event).changes()).containsExactly(Change.CENTER));
    }

    @Test
    void levelIsTheMeanOfPowersAndItsMaximumIsKept() {
        appear();
        step(rows.clear().with(100, 10, 20).exact());
        Emission emission = tracker.active().get(0);
        assertThat(emission.levelMaxDb()).isCloseTo(30, within(1e-3));
        // Three looks of 100 and one of 1000: mean 325.
        assertThat(emission.levelMeanDb()).isCloseTo(10 * Math.log10(325), within(1e-3));
    }

    @Test
    void rowThatTearsAnEmissionInTwoSplitsItOnlyWhenItLasts() {
        EmissionId id = appear();
        SpectrumRow torn = rows.clear().with(100, 4, 10).with(107, 3, 10).exact();
        assertThat(step(torn)).isEmpty();
        assertThat(step(on())).isEmpty();
        assertThat(tracker.active()).hasSize(1);
        List<EmissionEvent> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            events.addAll(step(rows.clear().with(100, 4, 10).with(107, 3, 10).exact()));
        }
        assertThat(events).anySatisfy(event -> {
            assertThat(event).isInstanceOf(Appeared.class);
            assertThat(((Appeared) event).splitFrom()).isEqualTo(id);
        });
    }

    @Test
    void emissionThatAnotherCoversIsGoneIntoIt() {
        List<EmissionEvent> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            events.addAll(step(rows.clear().with(100, 20, 10).with(130, 6, 10).exact()));
        }
        EmissionId wide = events.get(0).emission().id();
        events.clear();
        for (int i = 0; i < 10; i++) {
            events.addAll(step(rows.clear().with(100, 36, 10).exact()));
        }
        assertThat(events).anySatisfy(event -> {
            assertThat(event).isInstanceOf(Gone.class);
            assertThat(((Gone) event).mergedInto()).isEqualTo(wide);
        });
        assertThat(tracker.active()).hasSize(1);
    }

    @Test
    void classFoundByOthersIsToldOnce() {
        EmissionId id = appear();
        tracker.classify(id, "FM broadcast");
        assertThat(step(on()))
                .singleElement()
                .satisfies(event -> assertThat(((Changed) event).changes()).containsExactly(Change.CLASS));
        assertThat(step(on())).isEmpty();
        assertThat(tracker.active().get(0).emissionClass()).isEqualTo("FM broadcast");
    }

    private EmissionId appear() {
        step(on());
        step(on());
        return step(on()).get(0).emission().id();
    }

    private SpectrumRow on() {
        return rows.clear().with(100, 10, 10).exact();
    }

    private SpectrumRow off() {
        return rows.clear().exact();
    }

    private List<EmissionEvent> step(SpectrumRow row) {
        return tracker.step(row, detector.detect(row));
    }
}
