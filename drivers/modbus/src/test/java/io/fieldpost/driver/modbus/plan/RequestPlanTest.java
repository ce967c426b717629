package io.fieldpost.driver.modbus.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RequestPlanTest {
    private static final RequestLimits LIMITS = new RequestLimits(125, 2000, 8);

    @Test
    void neighboursShareARequestAndUnitsAndTablesDoNot() {
        assertThat(plan(LIMITS, "1/holding/0", "2/holding/0", "1/holding/2:float32", "1/input/0", "1/holding/1"))
                .containsExactly("unit 1, input 0 to 0", "unit 1, holding 0 to 3", "unit 2, holding 0 to 0");
    }

    @Test
    void smallGapIsReadAlongAndAWiderOneIsNot() {
        assertThat(plan(LIMITS, "1/holding/0", "1/holding/9", "1/holding/19"))
                .containsExactly("unit 1, holding 0 to 9", "unit 1, holding 19 to 19");
        assertThat(plan(new RequestLimits(125, 2000, 0), "1/holding/0", "1/holding/1", "1/holding/3"))
                .containsExactly("unit 1, holding 0 to 1", "unit 1, holding 3 to 3");
    }

    @Test
    void gapOfBitsMayBeSixteenTimesAsWide() {
        assertThat(plan(LIMITS, "1/coil/0", "1/coil/129", "1/coil/259"))
                .containsExactly("unit 1, coil 0 to 129", "unit 1, coil 259 to 259");
    }

    @Test
    void requestNeverExceedsItsLimitAndNeverCutsAValue() {
        assertThat(plan(new RequestLimits(5, 2000, 8), "1/holding/0:float64", "1/holding/4:float32", "1/holding/6"))
                .containsExactly("unit 1, holding 0 to 3", "unit 1, holding 4 to 6");
    }

    @Test
    void bitsOfOneRegisterShareIt() {
        assertThat(plan(LIMITS, "1/holding/7.0", "1/holding/7.15", "1/holding/7"))
                .containsExactly("unit 1, holding 7 to 7");
    }

    @Test
    void refusedBlockIsPartedAtItsWidestGapAndStaysSo() {
        RequestPlan plan = RequestPlan.of(
                points("1/holding/0", "1/holding/1", "1/holding/5", "1/holding/6", "1/holding/8", "1/holding/9"),
                LIMITS);
        plan.part(plan.blocks().get(0));
        assertThat(plan.blocks())
                .extracting(Block::toString)
                .containsExactly("unit 1, holding 0 to 1", "unit 1, holding 5 to 9");
        plan.part(plan.blocks().get(0));
        assertThat(plan.blocks())
                .extracting(Block::toString)
                .containsExactly("unit 1, holding 0 to 0", "unit 1, holding 1 to 1", "unit 1, holding 5 to 9");
    }

    @Test
    void addressThatIsNoneCostsNoRequest() {
        RequestPlan plan = RequestPlan.of(points("1/holding/0", "nonsense"), LIMITS);
        assertThat(plan.unreadable()).containsExactly(1);
        assertThat(plan.blocks()).hasSize(1);
    }

    @Test
    void refusedBlockRestsUntilItsTimeOrUntilTheClockIsSetBack() {
        Block block = RequestPlan.of(points("1/holding/0"), LIMITS).blocks().get(0);
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        Duration rest = Duration.ofMinutes(1);
        block.refused(now, Quality.BAD_ADDRESS_UNKNOWN);
        assertThat(block.isResting(now.plusSeconds(59), rest)).isTrue();
        assertThat(block.isResting(now.plusSeconds(60), rest)).isFalse();
        assertThat(block.isResting(now.minusSeconds(1), rest)).isFalse();
    }

    /** Whatever the list and the limits, each point is in one block, whole, and no block of several points is too long. */
    @Property
    void everyPointIsInOneBlockThatHoldsIt(
            @ForAll @Size(max = 40) List<@IntRange(max = 300) Integer> places,
            @ForAll @IntRange(min = 4, max = 125) int most,
            @ForAll @IntRange(max = 20) int gap) {
        String[] addresses = places.stream()
                .map(place -> "1/holding/" + place + (place % 3 == 0 ? ":float64" : place % 3 == 1 ? ":int32" : ""))
                .toArray(String[]::new);
        RequestPlan plan = RequestPlan.of(points(addresses), new RequestLimits(most, 2000, gap));
        List<Integer> found = new ArrayList<>();
        for (Block block : plan.blocks()) {
            assertThat(block.count()).isLessThanOrEqualTo(most);
            for (PlannedPoint point : block.points()) {
                found.add(point.index());
                assertThat(block.offset(point)).isNotNegative();
                assertThat(block.offset(point) + 2 * point.address().width()).isLessThanOrEqualTo(2 * block.count());
            }
        }
        assertThat(found).doesNotHaveDuplicates().hasSize(places.size());
    }

    private static List<String> plan(RequestLimits limits, String... addresses) {
        return RequestPlan.of(points(addresses), limits).blocks().stream()
                .map(Block::toString)
                .toList();
    }

    private static List<Point> points(String... addresses) {
        List<Point> points = new ArrayList<>();
        for (String address : addresses) {
            points.add(new Point("s", address, address, ValueType.ANY, "1"));
        }
        return points;
    }
}
