package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.meters.EnergyRegister.Meaning;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A register of XXXXXX.XX: full scale 1,000,000.00, which is 100,000,000 in its last digit. */
class EnergyRegisterTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final EnergyRegister register = new EnergyRegister(100_000_000, Duration.ofMinutes(10));

    private Meaning at(int minute, long value) {
        return register.judge(value, BEGIN.plus(Duration.ofMinutes(minute))).meaning();
    }

    @Test
    void risesAndStandsStill() {
        assertThat(at(0, 26)).isEqualTo(Meaning.RISES);
        assertThat(at(1, 26)).isEqualTo(Meaning.RISES);
        assertThat(at(2, 5_000_000)).isEqualTo(Meaning.RISES);
    }

    @Test
    void fallThroughItsFullScaleIsARollOver() {
        at(0, 99_999_980);
        assertThat(at(1, 30)).isEqualTo(Meaning.ROLLED_OVER);
        assertThat(at(2, 31)).isEqualTo(Meaning.RISES);
    }

    @Test
    void fallByExactlyTheLimitIsNoRollOver() {
        at(0, 80_000_000);
        assertThat(at(1, 0)).isEqualTo(Meaning.FELL);
        EnergyRegister other = new EnergyRegister(100_000_000, Duration.ofMinutes(10));
        other.judge(80_000_001, BEGIN);
        assertThat(other.judge(0, BEGIN).meaning()).isEqualTo(Meaning.ROLLED_OVER);
    }

    @Test
    void oneWrongReadingIsNotBelievedAndForgottenWhenItComesBack() {
        at(0, 500_000);
        assertThat(at(1, 12)).isEqualTo(Meaning.FELL);
        assertThat(at(2, 500_001)).isEqualTo(Meaning.RECOVERED);
        assertThat(at(3, 500_002)).isEqualTo(Meaning.RISES);
        assertThat(register.last()).isEqualTo(500_002);
    }

    @Test
    void oneReadingThatWasTooHighIsTakenBack() {
        at(0, 500_000);
        assertThat(at(1, 900_000)).isEqualTo(Meaning.RISES);
        assertThat(at(2, 500_001)).isEqualTo(Meaning.OVERSHOT);
        assertThat(at(3, 500_002)).isEqualTo(Meaning.RISES);
        assertThat(at(4, 500_001)).as("steps back by its last digit").isEqualTo(Meaning.OVERSHOT);
        assertThat(at(5, 500_000)).as("below the one before").isEqualTo(Meaning.FELL);
    }

    @Test
    void twoReadingsThatAgreeAreNotTakenBack() {
        at(0, 500_000);
        at(1, 900_000);
        at(2, 900_001);
        assertThat(at(3, 500_001)).isEqualTo(Meaning.FELL);
    }

    @Test
    void whatWasBeforeARollOverSaysNothingOfWhatIsBehindIt() {
        at(0, 99_999_980);
        at(1, 30);
        assertThat(at(2, 20)).isEqualTo(Meaning.FELL);
        assertThat(at(3, 31)).isEqualTo(Meaning.RECOVERED);
    }

    @Test
    void meterThatStaysBelowForLongEnoughWasReplaced() {
        at(0, 500_000);
        assertThat(at(1, 12)).isEqualTo(Meaning.FELL);
        assertThat(at(6, 13)).isEqualTo(Meaning.FELL);
        EnergyRegister.Verdict verdict = register.judge(14, BEGIN.plus(Duration.ofMinutes(11)));
        assertThat(verdict.meaning()).isEqualTo(Meaning.REPLACED);
        assertThat(verdict.before()).isEqualTo(500_000);
        assertThat(verdict.beforeAt()).isEqualTo(BEGIN);
        assertThat(at(12, 15)).isEqualTo(Meaning.RISES);
    }

    @Test
    void twoReadingsAreTooFewHoweverFarApart() {
        at(0, 500_000);
        assertThat(at(60, 12)).isEqualTo(Meaning.FELL);
        assertThat(at(120, 13)).isEqualTo(Meaning.FELL);
        assertThat(at(180, 14)).isEqualTo(Meaning.REPLACED);
    }

    @Test
    void whatFallsAgainWhileItIsBelowBeginsItsTimeAnew() {
        at(0, 500_000);
        at(1, 300);
        at(6, 301);
        assertThat(at(11, 12)).isEqualTo(Meaning.FELL);
        assertThat(at(16, 13)).isEqualTo(Meaning.FELL);
        assertThat(at(21, 14)).isEqualTo(Meaning.REPLACED);
    }

    @Test
    void clockThatIsSetBackGivesNobodyAHeadStart() {
        at(30, 500_000);
        at(31, 12);
        assertThat(at(5, 13)).isEqualTo(Meaning.FELL);
        assertThat(at(10, 14)).isEqualTo(Meaning.FELL);
        assertThat(at(15, 15)).isEqualTo(Meaning.REPLACED);
    }

    @Test
    void goesOnAfterARestartWhereItWas() {
        register.resume(500_000, BEGIN);
        assertThat(at(1, 12)).isEqualTo(Meaning.FELL);
    }
}
