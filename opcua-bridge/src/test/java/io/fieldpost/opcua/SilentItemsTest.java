package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.value.PointValues;
import io.fieldpost.opcua.value.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.Test;

/** Turns the crank by hand: an item of 100 ms sampling in a subscription of 100 ms, to be read when silent for 10 s. */
class SilentItemsTest {
    private static final long SECOND = 1_000_000_000L;

    private long now = Long.MAX_VALUE - 5 * SECOND;
    private Object atTheServer = 1.0;
    private StatusCode status = StatusCode.GOOD;
    private int reads;
    private final SilentItems silent = new SilentItems(Duration.ofSeconds(10), 100, () -> now);
    private final WatchedItem item = item();

    private WatchedItem item(String... rule) {
        String rules = rule.length == 0 ? "[]" : "[ { points: [ a ], " + String.join(", ", rule) + " } ]";
        OpcUaSettings settings = Press.settings("opc.tcp://127.0.0.1:4840", Security.Best, "monitoring: " + rules);
        Point point = new Point("press", "a", "i=1", ValueType.ANY, "1");
        PointValues values = mock(PointValues.class);
        when(values.point()).thenReturn(point);
        when(values.node()).thenReturn(new NodeId(0, 1));
        return new WatchedItem(values, new MonitoringRules(settings).of("a"), null, now);
    }

    private DataValue value() {
        return new DataValue(new Variant(atTheServer), status, null, null);
    }

    private List<SilentItems.Dead> after(double seconds, WatchedItem watched) throws Exception {
        now += Math.round(seconds * SECOND);
        return silent.check(List.of(watched), (items, taker) -> {
            reads += items.size();
            new ArrayList<>(items).forEach(each -> taker.take(each, value()));
        });
    }

    @Test
    void itemThatWasHeardOfIsNotRead() throws Exception {
        item.heard(Reading.of(value()), now);
        assertThat(after(10, item)).isEmpty();
        assertThat(reads).isZero();
    }

    @Test
    void silenceOfAValueThatDoesNotChangeIsRightAndIsLookedAtOnceAPeriod() throws Exception {
        item.heard(Reading.of(value()), now);
        assertThat(after(13, item)).isEmpty();
        assertThat(reads).isEqualTo(1);
        assertThat(after(5, item)).isEmpty();
        assertThat(reads).isEqualTo(1);
        assertThat(after(9, item)).isEmpty();
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void changeThatStaysUntoldMeansThatTheItemIsDead() throws Exception {
        item.heard(Reading.of(value()), now);
        atTheServer = 2.0;
        assertThat(after(13, item)).as("its notification may be on the way").isEmpty();
        List<SilentItems.Dead> dead = after(3, item);
        assertThat(dead).extracting(SilentItems.Dead::item).containsExactly(item);
        assertThat(dead.get(0).value().value().value()).isEqualTo(2.0);
    }

    @Test
    void notificationThatComesLateClearsTheSuspicion() throws Exception {
        item.heard(Reading.of(value()), now);
        atTheServer = 2.0;
        after(13, item);
        now += SECOND;
        item.heard(Reading.of(value()), now);
        assertThat(after(3, item)).isEmpty();
        atTheServer = 3.0;
        assertThat(after(13, item)).as("suspected afresh, not dead at once").isEmpty();
    }

    @Test
    void matrixThatDoesNotChangeIsRightlySilent() throws Exception {
        atTheServer = Matrix.ofInt32(new Integer[][] {{1, 2}, {3, 4}});
        item.heard(Reading.of(value()), now);
        atTheServer = Matrix.ofInt32(new Integer[][] {{1, 2}, {3, 4}});
        after(13, item);
        assertThat(after(3, item)).isEmpty();
        atTheServer = Matrix.ofInt32(new Integer[][] {{1, 2}, {3, 5}});
        after(13, item);
        assertThat(after(3, item)).hasSize(1);
    }

    @Test
    void changeThatIsToldWhileOthersAreStillReadMakesNoItemDead() throws Exception {
        item.heard(Reading.of(value()), now);
        atTheServer = 2.0;
        after(13, item);
        now += 3 * SECOND;
        List<SilentItems.Dead> dead = silent.check(List.of(item), (items, taker) -> {
            taker.take(item, value());
            now += SECOND;
            atTheServer = 3.0;
            item.heard(Reading.of(value()), now);
        });
        assertThat(dead).as("an older value must not follow a newer one").isEmpty();
    }

    @Test
    void itemThatNeverSaidAnythingIsDead() throws Exception {
        assertThat(after(13, item)).isEmpty();
        assertThat(after(3, item)).hasSize(1);
    }

    @Test
    void changeOfStatusIsAChange() throws Exception {
        item.heard(Reading.of(value()), now);
        status = new StatusCode(StatusCodes.Bad_SensorFailure);
        after(13, item);
        assertThat(after(3, item)).hasSize(1);
    }

    @Test
    void changeWithinTheDeadbandNeedNotBeTold() throws Exception {
        WatchedItem banded = item("deadband: 0.5");
        banded.heard(Reading.of(value()), now);
        atTheServer = 1.5;
        assertThat(after(13, banded)).isEmpty();
        assertThat(after(13, banded)).isEmpty();
        atTheServer = 1.6;
        after(13, banded);
        assertThat(after(3, banded)).hasSize(1);
    }

    @Test
    void triggerOfStatusMakesValuesNoNews() throws Exception {
        WatchedItem statusOnly = item("trigger: status");
        statusOnly.heard(Reading.of(value()), now);
        atTheServer = 9.0;
        after(13, statusOnly);
        assertThat(after(3, statusOnly)).isEmpty();
    }

    @Test
    void slowSamplingIsGivenItsTime() throws Exception {
        WatchedItem slow = item("sampling_interval: 1min");
        slow.heard(Reading.of(value()), now);
        atTheServer = 2.0;
        assertThat(after(120, slow)).isEmpty();
        assertThat(reads).isZero();
    }
}
