package io.fieldpost.agent.store;

import io.fieldpost.agent.store.StoreModel.Happening;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * Random sequences of what may happen to a store, held against {@link StoreModel}. More of them, for instance 100,000 of each property:
 * {@code ./mvnw test -pl agent-core -am -Dtest=StoreModelTest -Dfieldpost.tries=100000 -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class StoreModelTest {
    private static final List<Tuple2<Integer, Happening>> GOOD_WEATHER = List.of(
            Tuple.of(3, Happening.APPEND),
            Tuple.of(6, Happening.APPEND_MANY),
            Tuple.of(6, Happening.DELIVER),
            Tuple.of(1, Happening.DELIVER_ALL),
            Tuple.of(3, Happening.STEP),
            Tuple.of(1, Happening.COMMIT),
            Tuple.of(2, Happening.KILL),
            Tuple.of(1, Happening.CLOSE),
            Tuple.of(1, Happening.CHANGE_DESTINATIONS),
            Tuple.of(1, Happening.CHECK));

    private static final List<Tuple2<Integer, Happening>> BAD_WEATHER = List.of(
            Tuple.of(2, Happening.CUT_POWER),
            Tuple.of(1, Happening.FILL_DISK),
            Tuple.of(1, Happening.FREE_DISK),
            Tuple.of(1, Happening.FAIL_WRITES),
            Tuple.of(1, Happening.FAIL_FORCES),
            Tuple.of(1, Happening.FAIL_ANYTHING),
            Tuple.of(2, Happening.STOP_FAILING),
            Tuple.of(1, Happening.FLIP_BIT),
            Tuple.of(1, Happening.CUT_FILE));

    @Property
    void nothingIsLostByKillsAlone(@ForAll long seed, @ForAll("inGoodWeather") List<Happening> happenings)
            throws StoreException {
        run(seed, happenings);
    }

    @Property
    void nothingForcedIsLostByPowerCuts(@ForAll long seed, @ForAll("withPowerCuts") List<Happening> happenings)
            throws StoreException {
        run(seed, happenings);
    }

    @Property
    void everyRecordIsDeliveredOrReportedWhateverHappens(
            @ForAll long seed, @ForAll("inAnyWeather") List<Happening> happenings) throws StoreException {
        run(seed, happenings);
    }

    private static void run(long seed, List<Happening> happenings) throws StoreException {
        StoreModel model = new StoreModel(seed);
        for (Happening happening : happenings) {
            model.happen(happening);
        }
        model.end();
    }

    @Provide
    Arbitrary<List<Happening>> inGoodWeather() {
        return sequences(GOOD_WEATHER);
    }

    @Provide
    Arbitrary<List<Happening>> withPowerCuts() {
        return sequences(GOOD_WEATHER, List.of(Tuple.of(2, Happening.CUT_POWER)));
    }

    @Provide
    Arbitrary<List<Happening>> inAnyWeather() {
        return sequences(GOOD_WEATHER, BAD_WEATHER);
    }

    @SafeVarargs
    private static Arbitrary<List<Happening>> sequences(List<Tuple2<Integer, Happening>>... frequencies) {
        return Arbitraries.frequency(
                        Stream.of(frequencies).flatMap(List::stream).toList())
                .list()
                .ofMaxSize(60);
    }
}
