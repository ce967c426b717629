package io.fieldpost.driver.mqttin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<Integer> acknowledged = new ArrayList<>();
    private final Receipts receipts = new Receipts(acknowledged::add);

    /** MQTT 3.1.1, 4.6: in the order in which they came. */
    @Test
    void acknowledgementsKeepTheOrderOfTheMessages() throws Exception {
        Receipts.Receipt first = receipts.begin(1, 0);
        Receipts.Receipt second = receipts.begin(2, 0);
        receipts.kept(second, 0);
        assertThat(acknowledged).isEmpty();
        receipts.kept(first, 0);
        assertThat(acknowledged).containsExactly(1, 2);
    }

    @Test
    void messageWhoseValuesAreHeldBackIsAcknowledgedAfterThreeSeconds() throws Exception {
        receipts.begin(1, 0);
        receipts.step(3 * SECOND);
        assertThat(acknowledged).isEmpty();
        receipts.step(3 * SECOND + 1);
        assertThat(acknowledged).containsExactly(1);
    }

    @Test
    void nothingIsAcknowledgedAfterTheEnd() throws Exception {
        Receipts.Receipt receipt = receipts.begin(1, 0);
        receipts.end();
        receipts.kept(receipt, 0);
        receipts.step(10 * SECOND);
        assertThat(acknowledged).isEmpty();
    }

    @Test
    void tooManyThatAreOpenWaitUntilOneIsKept() throws Exception {
        List<Receipts.Receipt> open = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            open.add(receipts.begin(i + 1, 0));
        }
        CompletableFuture<Receipts.Receipt> next = CompletableFuture.supplyAsync(() -> {
            try {
                return receipts.begin(201, 0);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(next).isNotDone();
        receipts.kept(open.get(0), 0);
        assertThat(next.get(30, TimeUnit.SECONDS)).isNotNull();
    }
}
