package io.fieldpost.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Remark;
import org.junit.jupiter.api.Test;

/** What a driver says of its connection, and takes back. */
class RemarksTest {
    private static final Remark VALUE = new Remark("count", "value", "cannot be told");
    private static final Remark FILTER = new Remark("count", "filter", "sends every change");
    private static final Remark OTHER = new Remark("other", "read instead");

    private final Remarks remarks = new Remarks();

    @Test
    void twoAspectsOfASubjectStandTogetherAndEndEachByItself() {
        remarks.note(VALUE);
        remarks.note(OTHER);
        remarks.note(FILTER);
        assertThat(remarks.kept()).containsExactly(VALUE, FILTER, OTHER);
        assertThat(remarks.count()).isEqualTo(3);

        Remark again = new Remark("count", "value", "cannot be told either");
        remarks.note(again);
        remarks.note(new Remark("count", "filter", ""));
        assertThat(remarks.kept()).containsExactly(again, OTHER);
    }

    @Test
    void moreThanAreKeptAreCountedUntilTheyAreTakenBack() {
        for (int i = 0; i < 1_000; i++) {
            remarks.note(new Remark("count-" + i, "value", "cannot be told"));
            remarks.note(new Remark("count-" + i, "filter", "sends every change"));
        }
        assertThat(remarks.kept()).hasSize(100);
        assertThat(remarks.count()).isEqualTo(2_000);
        remarks.note(new Remark("count-999", "filter", ""));
        assertThat(remarks.count()).isEqualTo(1_999);
    }
}
