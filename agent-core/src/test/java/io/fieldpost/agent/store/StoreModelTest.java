package io.fieldpost.agent.store;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StoreModelTest {
    @Property(tries = 400)
    void everyRecordIsReadOrReportedWhateverHappens(
            @ForAll long seed,
            @ForAll @Size(max = 60) List<@IntRange(max = StoreModel.HAPPENINGS - 1) Integer> happenings)
            throws StoreException {
        StoreModel model = new StoreModel(seed);
        for (int happening : happenings) {
            model.happen(happening);
        }
        model.check();
        model.checkFreshRecordFlows();
    }
}
