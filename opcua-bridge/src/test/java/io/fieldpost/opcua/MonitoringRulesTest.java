package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.eclipse.milo.opcua.stack.core.types.enumerated.DataChangeTrigger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DeadbandType;
import org.junit.jupiter.api.Test;

class MonitoringRulesTest {
    private static MonitoringRules rules(String... lines) {
        return new MonitoringRules(Press.settings("opc.tcp://127.0.0.1:4840", Security.Best, lines));
    }

    @Test
    void pointThatNoRuleNamesIsWatchedAsTheSourceSays() {
        ItemParameters parameters = rules("sampling_interval: 250ms", "queue_size: 7", "discard: newest")
                .of("any");
        assertThat(parameters.samplingMillis()).isEqualTo(250);
        assertThat(parameters.queueSize().intValue()).isEqualTo(7);
        assertThat(parameters.discardOldest()).isFalse();
        assertThat(parameters.filter()).isNull();
        assertThat(parameters.poll()).isFalse();
    }

    @Test
    void firstRuleThatNamesThePointAndHasTheSettingCounts() {
        MonitoringRules rules = rules(
                "monitoring:",
                "  - { points: [ barrel_1 ], queue_size: 99 }",
                "  - { points: [ \"barrel_*\", \"x.y\" ], queue_size: 5, sampling_interval: 100ms, deadband: 0.5 }",
                "  - { points: [ \"*\" ], trigger: timestamp }");
        ItemParameters first = rules.of("barrel_1");
        assertThat(first.queueSize().intValue()).isEqualTo(99);
        assertThat(first.samplingMillis()).isEqualTo(100);
        assertThat(first.filter().getTrigger()).isEqualTo(DataChangeTrigger.StatusValueTimestamp);
        assertThat(first.filter().getDeadbandType().intValue()).isEqualTo(DeadbandType.Absolute.getValue());
        assertThat(first.tolerance()).isEqualTo(0.5);
        assertThat(rules.of("barrel_2").queueSize().intValue()).isEqualTo(5);
        // A point in a name is a point, not any character.
        assertThat(rules.of("xzy").queueSize().intValue()).isEqualTo(10);
        assertThat(rules.of("xzy").tolerance()).isZero();
    }

    @Test
    void percentIsOfTheRangeThatTheServerKnows() {
        ItemParameters parameters =
                rules("monitoring: [ { points: [ a ], deadband: \"2.5 %\" } ]").of("a");
        assertThat(parameters.filter().getDeadbandType().intValue()).isEqualTo(DeadbandType.Percent.getValue());
        assertThat(parameters.filter().getDeadbandValue()).isEqualTo(2.5);
        assertThat(parameters.tolerance()).isInfinite();
    }

    @Test
    void contradictionsAreRefusedInWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules("monitoring: [ { points: [ a ], deadband: \"101%\" } ]"))
                .withMessageContaining("deadband: 101% is more than 100 %");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules("monitoring: [ { points: [ a ], deadband: 1, trigger: status } ]"))
                .withMessageContaining("has no effect with 'trigger: status'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules("monitoring: [ { points: [ a ], deadband: \"one\" } ]"))
                .withMessageContaining("deadband");
    }
}
