package io.fieldpost.agent.store;

import static io.fieldpost.agent.store.StoreModel.Happening.APPEND_MANY;
import static io.fieldpost.agent.store.StoreModel.Happening.CHANGE_DESTINATIONS;
import static io.fieldpost.agent.store.StoreModel.Happening.CLOSE;
import static io.fieldpost.agent.store.StoreModel.Happening.COMMIT;
import static io.fieldpost.agent.store.StoreModel.Happening.CUT_POWER;
import static io.fieldpost.agent.store.StoreModel.Happening.DELIVER;
import static io.fieldpost.agent.store.StoreModel.Happening.DELIVER_ALL;
import static io.fieldpost.agent.store.StoreModel.Happening.KILL;
import static io.fieldpost.agent.store.StoreModel.Happening.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.store.StoreModel.Happening;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One day of a store, again and again, in which the first, the second, the third … operation of a kind fails. */
class StoreEveryFaultTest {
    /** With so much in a row that the budget is used up, twice. */
    private static final List<Happening> DAY = Stream.of(
                    List.of(
                            APPEND_MANY,
                            APPEND_MANY,
                            STEP,
                            DELIVER,
                            APPEND_MANY,
                            COMMIT,
                            DELIVER_ALL,
                            STEP,
                            APPEND_MANY),
                    List.of(KILL, APPEND_MANY, DELIVER, STEP),
                    Collections.nCopies(25, APPEND_MANY),
                    List.of(COMMIT, CUT_POWER, DELIVER, APPEND_MANY, STEP, CHANGE_DESTINATIONS),
                    Collections.nCopies(15, APPEND_MANY),
                    List.of(DELIVER_ALL, COMMIT, CLOSE, APPEND_MANY, DELIVER, STEP))
            .flatMap(List::stream)
            .toList();

    private static final List<Long> SEEDS = List.of(1L, 2L);

    @ParameterizedTest
    @CsvSource({
        "write, No space left on device",
        "write, Input/output error",
        "force, Input/output error",
        "truncate, Input/output error",
        "delete, Input/output error",
        "rename, Input/output error",
        "create, No space left on device",
        "open, Input/output error",
        "open to write, Read-only file system",
        "mkdir, No space left on device"
    })
    void nothingIsLostInSilenceWhicheverOperationFails(String operation, String message) throws StoreException {
        int tried = 0;
        for (long seed : SEEDS) {
            for (boolean onwards : new boolean[] {false, true}) {
                tried += failEach(seed, operation, message, onwards);
            }
        }
        assertThat(tried).as("days in which %s failed", operation).isGreaterThan(SEEDS.size());
    }

    /** In steps that grow, because the hundredth write is like the hundred and first. */
    private static int failEach(long seed, String operation, String message, boolean onwards) throws StoreException {
        int tried = 0;
        boolean reached = true;
        for (int number = 1; reached; number += 1 + number / 5) {
            StoreModel model = new StoreModel(seed, (int) seed * 2);
            BooleanSupplier failed = model.failAt(operation, number, onwards, message);
            try {
                for (Happening happening : DAY) {
                    model.happen(happening);
                }
                model.end();
            } catch (AssertionError e) {
                throw new AssertionError(
                        "seed " + seed + ", " + operation + " " + number + (onwards ? " and all later" : " alone"), e);
            }
            reached = failed.getAsBoolean();
            tried += reached ? 1 : 0;
        }
        return tried;
    }
}
