package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.RecordingSink;
import io.fieldpost.opcua.simulation.chaos.ChaosOptions;
import io.fieldpost.opcua.simulation.chaos.ChaosServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.server.servicesets.Service;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever interrupts: each tick of the server arrives once, live or from its history. */
class GapsTest {
    private static final Duration TICK = Duration.ofMillis(40);
    private static final int TICKS_AWAY = 60;
    private static final ChaosOptions PLAIN =
            ChaosOptions.plain().count(3, TICK).keepHistory(100_000, 1_000);

    @TempDir
    Path directory;

    private LiveSource source(ChaosServer server, String... further) throws Exception {
        return source(server, 3, further);
    }

    private LiveSource source(ChaosServer server, int points, String... further) throws Exception {
        List<Point> watched = IntStream.range(0, points)
                .mapToObj(i -> point(LiveSource.NAME, i))
                .toList();
        List<String> lines = new ArrayList<>(List.of(further));
        if (lines.stream().noneMatch(line -> line.startsWith("queue_size"))) {
            // A server that is kept from working counts on in a burst: what does not fit its queue is another test's.
            lines.add("queue_size: 1000");
        }
        return LiveSource.start(
                Press.settings(server.endpoint(), Security.None, lines.toArray(String[]::new)), directory, watched);
    }

    private static Point point(String source, int number) {
        return new Point(source, "count-" + number, ChaosServer.address(number), ValueType.ANY, "1");
    }

    /** Waits until every point has all ticks up to this one, and says which came more than once. */
    private static List<String> wrong(LiveSource source, long last) throws InterruptedException {
        Tally tally = new Tally();
        try {
            source.sink.await(all -> tally.isComplete(all, last), "all ticks up to " + last, Press.BOUND);
        } catch (AssertionError e) {
            throw new AssertionError("no tick " + last + " in " + tally.missing() + "; events "
                    + source.sink.snapshot().stream()
                            .filter(one -> one.point().type() == ValueType.EVENT)
                            .toList());
        }
        return tally.repeated();
    }

    /** Waits for values of all, and for the first note of how far they came: before it, nobody knows what an interruption takes. */
    private void awaitAll(LiveSource source, int points, long tick) throws InterruptedException {
        for (int i = 0; i < points; i++) {
            source.awaitBeyond(tick, "count-" + i);
        }
        awaitNote(source.sink);
    }

    private void awaitNote(RecordingSink sink) throws InterruptedException {
        sink.await(
                all -> Stream.of("history.0", "history.1").anyMatch(file -> Files.exists(directory.resolve(file))),
                "a note of the history",
                Press.BOUND);
    }

    private static List<Measurement> filled(LiveSource source) {
        return source.sink.snapshot().stream().filter(Measurement::historical).toList();
    }

    @Test
    void serverThatWasAwayTellsWhatItCountedMeanwhile() throws Exception {
        try (ChaosServer server = ChaosServer.start(PLAIN);
                LiveSource source = source(server)) {
            awaitAll(source, 3, 0);
            server.stop();
            server.points().awaitTick(server.points().tick() + TICKS_AWAY);
            server.start();
            long last = server.points().tick() + 20;
            assertThat(wrong(source, last)).isEmpty();
            assertThat(filled(source)).hasSizeGreaterThanOrEqualTo(3 * (TICKS_AWAY - 5));
        }
    }

    @Test
    void gapIsToldAsAnEvent() throws Exception {
        try (ChaosServer server = ChaosServer.start(PLAIN);
                LiveSource source = source(server)) {
            awaitAll(source, 3, 0);
            server.killSessions(true);
            Measurement event = source.await(one -> one.point().name().equals("opcua/gap"), "the event of the gap");
            assertThat(event.point().type()).isEqualTo(ValueType.EVENT);
            Value.Record told = (Value.Record) event.value();
            assertThat(told.fields())
                    .containsEntry("gaps", new Value.Int(3))
                    .containsEntry("values", new Value.Int(filled(source).size()))
                    .containsEntry("unfilled", new Value.Int(0));
        }
    }

    @Test
    void smallPagesAndFewNodesARequestBringTheSame() throws Exception {
        ChaosOptions options =
                ChaosOptions.plain().count(30, TICK).keepHistory(100_000, 10).limitOperations(7);
        try (ChaosServer server = ChaosServer.start(options);
                LiveSource source = source(server, 30)) {
            awaitAll(source, 30, 0);
            server.stop();
            server.points().awaitTick(server.points().tick() + TICKS_AWAY);
            server.start();
            assertThat(wrong(source, server.points().tick() + 20)).isEmpty();
        }
    }

    @Test
    void anotherDriverInAnotherLifeOfTheAgentGoesOnWhereTheLastOneStopped() throws Exception {
        try (ChaosServer server = ChaosServer.start(PLAIN)) {
            List<Measurement> first;
            try (LiveSource source = source(server)) {
                awaitAll(source, 3, 5);
                source.close();
                first = source.sink.snapshot();
            }
            server.points().awaitTick(server.points().tick() + TICKS_AWAY);
            try (LiveSource source = source(server)) {
                first.forEach(source.sink);
                assertThat(wrong(source, server.points().tick() + 20)).isEmpty();
            }
        }
    }

    /**
     * Of what a server drops, the oldest here stays: then this server marks the value behind the hole. When it drops the oldest, it marks the
     * newest, and holes of less than the queue's length are not seen.
     */
    @Test
    void queueThatIsTooShortIsAGapAsWell() throws Exception {
        try (ChaosServer server = ChaosServer.start(PLAIN);
                LiveSource source = source(server, "queue_size: 2", "discard: newest", "publishing_interval: 400ms")) {
            awaitAll(source, 3, 50);
            server.points().awaitTick(server.points().tick() + 20);
            assertThat(wrong(source, server.points().tick())).isEmpty();
            assertThat(filled(source)).isNotEmpty();
        }
    }

    @Test
    void fillingThatIsInterruptedGoesOnInTheNextConnection() throws Exception {
        try (ChaosServer server = ChaosServer.start(PLAIN);
                LiveSource source = source(server, "history: { values_per_request: 10 }")) {
            awaitAll(source, 3, 5);
            server.stop();
            server.points().awaitTick(server.points().tick() + 3 * TICKS_AWAY);
            server.start();
            source.await(Measurement::historical, "the first filled value");
            server.killSessions(true);
            source.awaitFailure();
            assertThat(wrong(source, server.points().tick() + 5)).isEmpty();
        }
    }

    @Test
    void refusedRequestIsMadeAgain() throws Exception {
        try (ChaosServer server = ChaosServer.start(PLAIN);
                LiveSource source = source(server)) {
            awaitAll(source, 3, 5);
            server.services().refuse(Service.ATTRIBUTE_HISTORY_READ, new StatusCode(StatusCodes.Bad_OutOfMemory), 2);
            server.killSessions(true);
            source.awaitFailure();
            assertThat(wrong(source, server.points().tick() + 20)).isEmpty();
        }
    }

    @Test
    void serverWhoseClockWasSetBackMeanwhileRepeatsNothing() throws Exception {
        try (ChaosServer server = ChaosServer.start(PLAIN);
                LiveSource source = source(server)) {
            awaitAll(source, 3, 20);
            server.clock().step(Duration.ofHours(-1));
            server.killSessions(true);
            Measurement event = source.await(one -> one.point().name().equals("opcua/gap"), "the event of the gap");
            awaitAll(source, 3, server.points().tick() + 5);
            assertThat(((Value.Record) event.value()).fields())
                    .containsEntry("reason", new Value.Text("the source's clock was set back"));
            assertThat(filled(source)).isEmpty();
        }
    }

    @Test
    void serverWithoutHistoryIsNotAskedUnlessAPersonDemandsIt() throws Exception {
        List<Point> points = List.of(point(LiveDriver.SOURCE, 0));
        try (ChaosServer server = ChaosServer.start(ChaosOptions.plain())) {
            // The last one lets time pass: a connection made anew within one tick would have missed nothing.
            for (String fill : List.of("Auto", "Off", "Required", "Off")) {
                long asked = server.census().requests(Service.ATTRIBUTE_HISTORY_READ);
                OpcUaSettings settings =
                        Press.settings(server.endpoint(), Security.None, "history: { fill: " + fill + " }");
                try (LiveDriver live = LiveDriver.start(settings, directory, points)) {
                    live.awaitFresh("count-0");
                    live.awaitFresh("count-0");
                }
                if (!fill.equals("Required")) {
                    assertThat(server.census().requests(Service.ATTRIBUTE_HISTORY_READ))
                            .isEqualTo(asked);
                }
            }
            OpcUaSettings required = Press.settings(server.endpoint(), Security.None, "history: { fill: Required }");
            try (LiveDriver live = LiveDriver.start(required, directory, points)) {
                live.awaitFirst("opcua/gap");
                assertThat(live.context.remarks().get("count-0"))
                        .contains("Bad_HistoryOperationUnsupported", "let the server historize it");
            }
        }
    }
}
