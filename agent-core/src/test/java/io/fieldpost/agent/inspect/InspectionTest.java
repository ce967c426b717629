package io.fieldpost.agent.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.StoreInspection;
import io.fieldpost.agent.store.StoreReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
    private static final Export.Selection ALL =
            new Export.Selection(List.of(StreamName.values()), 1, Long.MAX_VALUE, null, null);

    @TempDir
    Path temporary;

    @Test
    void openStoreTellsItsHolderStreamsTimesAndWhatEachDestinationHas() throws Exception {
        Path path = temporary.resolve("store");
        try (StoreOnCard card = new StoreOnCard(path, "city", "工厂/scada")) {
            card.ticks(200, 1000);
            card.store.settle("city", StreamName.DATA, 1, 150);
            card.store.settle("city", StreamName.DATA, 160, 170);
            card.store.step(0);

            StoreInspection store = StoreReader.open(path).inspect();

            assertThat(store.holder()).isEqualTo(ProcessHandle.current().pid());
            assertThat(store.closedInOrder()).isFalse();
            StoreInspection.Stream data = stream(store, StreamName.DATA);
            assertThat(data.segments()).isEqualTo(4);
            assertThat(data.oldest())
                    .isEqualTo(new StoreInspection.Edge(1, StoreOnCard.START.plusSeconds(1), ClockState.SYNCHRONISED));
            assertThat(data.newest())
                    .isEqualTo(
                            new StoreInspection.Edge(200, StoreOnCard.START.plusSeconds(200), ClockState.SYNCHRONISED));
            assertThat(data.reserved()).isGreaterThanOrEqualTo(200);
            assertThat(data.bootIds()).hasSize(1);
            assertThat(stream(store, StreamName.BULK).segments()).isZero();
            assertThat(settled(store, "city")).isEqualTo(new StoreInspection.Settled(StreamName.DATA, 150, 2, 39));
            assertThat(settled(store, "工厂/scada")).isEqualTo(new StoreInspection.Settled(StreamName.DATA, 0, 0, 200));
            assertThat(InspectionText.of(store))
                    .contains("process " + store.holder() + " has it open")
                    .contains("data        records 1 to 200, 4 segments, ")
                    .contains("stored to   2026-11-23T10:03:20Z, clock synchronised")
                    .contains("data up to 150 and 1 range beyond, 39 waiting");
        }
    }

    @Test
    void closedStoreTellsItsOrderLossesDamageAndWhatIsNotIts() throws Exception {
        Path path = temporary.resolve("store");
        try (StoreOnCard card = new StoreOnCard(path, "city")) {
            card.ticks(200, 1000);
        }
        Path segment = StoreOnCard.segments(path, StreamName.DATA).get(0);
        StoreOnCard.flip(segment, StoreOnCard.places(segment).get(3) + 50);
        try (StoreOnCard card = new StoreOnCard(path, "city")) {
            card.store.read(StreamName.DATA, 1, 10, 1 << 20);
        }
        Files.writeString(path.resolve("notes.txt"), "mine");
        Files.writeString(path.resolve("data").resolve(segment.getFileName() + ".foreign"), "set aside");

        StoreInspection store = StoreReader.open(path).inspect();

        assertThat(store.holder()).isNull();
        assertThat(store.closedInOrder()).isTrue();
        assertThat(store.pending()).extracting(Loss::first).containsExactly(4L);
        assertThat(store.setAside()).hasSize(1);
        assertThat(store.foreign()).containsExactly("notes.txt", "data/" + segment.getFileName() + ".foreign");
        assertThat(InspectionText.of(store))
                .contains("it was closed in good order")
                .contains("lost        data 4 to 4, 1 record, damage, not acknowledged yet")
                .contains("foreign     notes.txt");
        assertThat(InspectionJson.of(store))
                .startsWith("{\"format\":\"fieldpost-store/1\",")
                .contains(
                        "\"closed_in_order\":true", "\"lost\":[{\"stream\":\"data\",\"first\":4,\"last\":4,\"count\":1")
                .contains("\"newest\":{\"seq\":200,\"stored\":\"2026-11-23T10:03:20Z\",\"clock\":\"synchronised\"}");
    }

    /** Files, bytes and times are the same afterwards; so nothing was created, cut off, deleted or written. */
    @Test
    void lookingChangesNothing() throws Exception {
        Path path = temporary.resolve("store");
        try (StoreOnCard card = new StoreOnCard(path, "city")) {
            card.ticks(200, 1000);
        }
        Path segment = StoreOnCard.segments(path, StreamName.DATA).get(3);
        StoreOnCard.flip(segment, StoreOnCard.places(segment).get(2) + 50);
        StoreOnCard.cutOff(segment, 3);
        Files.delete(path.resolve("lock"));
        Files.delete(path.resolve("store"));
        Map<String, String> before = StoreOnCard.everything(path);

        StoreReader store = StoreReader.open(path);
        store.inspect();
        Verification.of(store, line -> {});
        Export.write(store, ALL, Export.Format.JSONL, OutputStream.nullOutputStream(), line -> {});

        assertThat(StoreOnCard.everything(path)).isEqualTo(before);
    }

    /** An agent appends, deletes what is settled and drops what is too much; whoever looks meanwhile sees no damage. */
    @Test
    void liveStoreIsWholeWheneverOneLooks() throws Exception {
        Path path = temporary.resolve("store");
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (StoreOnCard card = new StoreOnCard(path, "city")) {
            card.ticks(100, 1000);
            AtomicBoolean running = new AtomicBoolean(true);
            Thread agent = new Thread(() -> append(card, running, failure));
            agent.start();
            try {
                for (int i = 0; i < 40; i++) {
                    List<String> lines = new ArrayList<>();
                    StoreReader store = StoreReader.open(path);
                    store.inspect();
                    assertThat(Verification.of(store, lines::add))
                            .as(lines.toString())
                            .isTrue();
                    boolean whole =
                            Export.write(store, ALL, Export.Format.CSV, OutputStream.nullOutputStream(), lines::add);
                    assertThat(whole).as(lines.toString()).isTrue();
                }
            } finally {
                running.set(false);
                agent.join();
            }
            assertThat(card.store.state(StreamName.DATA).oldest())
                    .as("something was deleted")
                    .isGreaterThan(100);
        }
        assertThat(failure.get()).isNull();
    }

    private static void append(StoreOnCard card, AtomicBoolean running, AtomicReference<Throwable> failure) {
        try {
            for (long step = 1; running.get(); step++) {
                card.ticks(20, 2000);
                long newest = card.store.state(StreamName.DATA).newest();
                if (step % 50 != 0) {
                    card.store.settle("city", StreamName.DATA, newest - 200, newest - 10);
                }
                card.store.step(step * 1_000_000);
            }
        } catch (Exception | AssertionError e) {
            failure.set(e);
        }
    }

    private static StoreInspection.Stream stream(StoreInspection store, StreamName name) {
        return store.streams().get(name.ordinal());
    }

    private static StoreInspection.Settled settled(StoreInspection store, String destination) {
        return store.destinations().stream()
                .filter(each -> each.name().equals(destination))
                .findFirst()
                .orElseThrow()
                .settled()
                .get(StreamName.DATA.ordinal());
    }
}
