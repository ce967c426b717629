package io.fieldpost.agent.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.publish.EncodedMessage;
import io.fieldpost.agent.publish.JsonProfile;
import io.fieldpost.agent.publish.JsonProfileReader;
import io.fieldpost.agent.publish.ProfileBatch;
import io.fieldpost.agent.publish.Samples;
import io.fieldpost.agent.record.Batch;
import io.fieldpost.agent.record.BatchReader;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.transfer.FileSender;
import io.fieldpost.driver.transfer.OutgoingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file from a driver's disk to the centre's, through the bytes of the store and of the wire; between them whatever can happen. */
class FileTransferTest {
    private static final Point RECORDING = new Point("fm-band", "recording", "", ValueType.FILE, "1");
    private static final int CHUNK = 1_000;
    private static final Value.Record METADATA = new Value.Record(Map.of("center_hz", new Value.Int(98_500_000)));

    @TempDir
    Path directory;

    private final Random random = new Random(7);
    private final List<FileReport> reports = new ArrayList<>();
    private Path recording;
    private FileAssembler centre;
    private Agent agent;

    @BeforeEach
    void prepare() throws IOException {
        recording = directory.resolve("recording.cu8");
        centre = new FileAssembler(Files.createDirectory(directory.resolve("centre")), reports::add);
        agent = new Agent(directory.resolve("source"));
    }

    @Test
    void aFileArrivesByteForByteWithItsMetadataAndDigest() throws Exception {
        byte[] bytes = write(10_500);
        try (FileSender sender = FileSender.open(agent, RECORDING)) {
            sender.send(outgoing("t1"));
            while (sender.step(agent.handed::add) || agent.keep(1)) {
                // Until nothing is left to do.
            }
            assertThat(sender.waiting()).isZero();
            assertThat(sender.takeEnded()).containsExactly(outgoing("t1"));
            assertThat(sender.takeEnded()).isEmpty();
        }
        agent.handed.forEach(piece -> assertThat(StreamName.of(piece)).isEqualTo(StreamName.BULK));
        deliver(agent.handed);

        FileReport report = onlyReport(FileReport.State.COMPLETE);
        assertThat(report.path()).hasBinaryContent(bytes).hasFileName("changan~line-3~dg-0007~fm-band~t1~my_rec.cu8");
        assertThat(report.metadata()).isEqualTo(METADATA);
        assertThat(Path.of(report.path() + ".json")).hasContent("{\"record\":{\"center_hz\":98500000}}");
        assertThat(centre.incomplete()).isEmpty();
        assertThat(CentreLine.file(report, false))
                .startsWith("file changan/line-3/dg-0007/fm-band my rec.cu8: complete, 10,500 of 10,500 bytes, ");
        assertThat(CentreLine.file(report, true))
                .startsWith("{\"file\":\"my rec.cu8\",\"gateway\":\"changan/line-3/dg-0007\",");
    }

    /** Killed at any step, with any of what was not kept lost; delivered in any order, and some of it twice. */
    @Test
    void whateverIsKilledAndHoweverItIsDeliveredTheBytesAreTheSame() throws Exception {
        int[] sizes = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 7 * CHUNK, 23_456};
        for (int round = 0; round < 70; round++) {
            byte[] bytes = write(sizes[round % sizes.length]);
            String transfer = "round-" + round;
            List<Measurement> survived = sendWithKills(transfer);
            survived.addAll(survived.subList(0, random.nextInt(survived.size())));
            Collections.shuffle(survived, random);
            deliver(survived);

            FileReport report = onlyReport(FileReport.State.COMPLETE);
            assertThat(report.transfer()).isEqualTo(transfer);
            assertThat(report.path()).hasBinaryContent(bytes);
            reports.clear();
        }
        assertThat(agent.kills).isGreaterThan(70);
        try (Stream<Path> left = Files.list(directory.resolve("source").resolve("transfers"))) {
            assertThat(left).isEmpty();
        }
    }

    private List<Measurement> sendWithKills(String transfer) throws IOException {
        List<Measurement> survived = new ArrayList<>();
        FileSender sender = FileSender.open(agent, RECORDING, CHUNK);
        sender.send(outgoing(transfer));
        while (sender.waiting() > 0) {
            if (random.nextInt(8) == 0) {
                survived.addAll(agent.kill(random));
                sender.close();
                sender = FileSender.open(agent, RECORDING, CHUNK);
            } else if (!sender.step(agent.handed::add) || random.nextInt(3) == 0) {
                agent.keep(random.nextInt(3));
            }
        }
        sender.close();
        survived.addAll(agent.handed);
        agent.handed.clear();
        return survived;
    }

    @Test
    void whatIsKeptIsNotSentAgain() throws Exception {
        write(10 * CHUNK);
        FileSender first = FileSender.open(agent, RECORDING, CHUNK);
        first.send(outgoing("t1"));
        while (agent.handed.size() < 6) {
            assertThat(first.step(agent.handed::add) || agent.keep(1)).isTrue();
        }
        agent.keep(6);
        first.step(piece -> {});
        first.close();
        agent.kill(random);

        try (FileSender second = FileSender.open(agent, RECORDING, CHUNK)) {
            List<Measurement> rest = new ArrayList<>();
            while (second.step(rest::add) || agent.keep(1)) {
                // Until nothing is left to do.
            }
            assertThat(rest).hasSize(5);
            assertThat(((Value.Record) rest.get(0).value()).fields()).containsEntry("offset", new Value.Int(6 * CHUNK));
        }
    }

    @Test
    void noMoreThanFourPiecesAreUnderWayHoweverOftenItIsAsked() throws Exception {
        write(100 * CHUNK);
        try (FileSender sender = FileSender.open(agent, RECORDING, CHUNK)) {
            sender.send(outgoing("t1"));
            for (int i = 0; i < 50; i++) {
                sender.step(agent.handed::add);
            }
            assertThat(agent.handed).hasSize(4);
            assertThat(sender.step(agent.handed::add)).isFalse();
            agent.keep(1);
            assertThat(sender.step(agent.handed::add)).isFalse();
            assertThat(agent.handed).hasSize(5);
        }
    }

    @Test
    void aFileThatIsGoneOrHasChangedEndsItsTransferAndTellsTheCentre() throws Exception {
        write(5 * CHUNK);
        try (FileSender sender = FileSender.open(agent, RECORDING, CHUNK)) {
            sender.send(outgoing("t1"));
            sender.send(outgoing("t2"));
            sender.step(agent.handed::add);
            write(4 * CHUNK);
            while (sender.step(agent.handed::add) || agent.keep(1)) {
                if (sender.takeEnded().size() == 1) {
                    Files.delete(recording);
                }
            }
            assertThat(sender.waiting()).isZero();
        }
        deliver(agent.handed);

        assertThat(reports).extracting(FileReport::state).containsOnly(FileReport.State.FAILED);
        assertThat(reports)
                .extracting(FileReport::message)
                .containsExactly(
                        "the gateway can't send it: the file became shorter while it was sent",
                        "the gateway can't send it: the file is gone");
        assertThat(directory.resolve("centre")).isEmptyDirectory();
    }

    @Test
    void onlyTheMissingPieceMakesAFileIncompleteAndAWrongByteDamagesIt() throws Exception {
        write(5 * CHUNK);
        List<Measurement> pieces = sendWithKills("t1");
        List<Measurement> all = pieces.stream().distinct().toList();
        deliver(all.subList(1, all.size()));
        assertThat(centre.incomplete())
                .singleElement()
                .matches(report -> report.received() == 4 * CHUNK && report.size() == 5 * CHUNK);
        Value.Record first = (Value.Record) all.get(0).value();
        Map<String, Value> wrong = new LinkedHashMap<>(first.fields());
        wrong.put("data", new Value.Bytes(new byte[CHUNK]));
        deliver(List.of(Measurement.good(RECORDING, new Value.Record(wrong), Instant.EPOCH)));

        assertThat(onlyReport(FileReport.State.DAMAGED).message()).isEqualTo("its SHA-512 is not the one told");
        assertThat(directory.resolve("centre")).isEmptyDirectory();
        deliver(all);
        assertThat(reports).hasSize(1);
    }

    @Test
    void aHostileNameStaysInItsDirectory() throws Exception {
        write(10);
        OutgoingFile file = new OutgoingFile("t1", recording, "../../etc/\u0000passwd\n", "text/plain", METADATA);
        try (FileSender sender = FileSender.open(agent, RECORDING)) {
            sender.send(file);
            while (sender.step(agent.handed::add) || agent.keep(1)) {
                // Until nothing is left to do.
            }
        }
        deliver(agent.handed);

        FileReport report = onlyReport(FileReport.State.COMPLETE);
        assertThat(report.path()).hasParent(directory.resolve("centre"));
        assertThat(report.path().getFileName().toString()).endsWith("~.._.._etc__passwd_");
        assertThat(CentreLine.file(report, false)).doesNotContain("\n");
    }

    @Test
    void aTransferHasOneNameAndAPlainDescription() throws Exception {
        write(10);
        try (FileSender sender = FileSender.open(agent, RECORDING)) {
            sender.send(outgoing("t1"));
            assertThatThrownBy(() -> sender.send(outgoing("t1"))).hasMessageContaining("under way already");
        }
        Files.writeString(directory.resolve("source").resolve("transfers").resolve("cut.transfer"), "transfer=cut\nna");
        try (FileSender sender = FileSender.open(agent, RECORDING)) {
            assertThat(sender.waiting()).isEqualTo(1);
            assertThat(sender.unreadable()).containsExactly("cut.transfer");
        }
        assertThatThrownBy(() -> outgoing("../t1")).hasMessageContaining("not the name of a transfer");
    }

    @Property(tries = 500)
    void foreignPiecesNeverMakeItThrow(@ForAll("pieces") List<Measurement> pieces) throws IOException {
        Path scratch = Files.createTempDirectory("files");
        try {
            FileAssembler assembler = new FileAssembler(scratch, report -> {});
            assembler.take(batch(pieces));
            assertThat(assembler.incomplete().size()).isLessThanOrEqualTo(pieces.size());
        } finally {
            try (Stream<Path> all = Files.list(scratch)) {
                for (Path each : all.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(scratch);
        }
    }

    @Provide
    static Arbitrary<List<Measurement>> pieces() {
        Arbitrary<Value> numbers = Arbitraries.oneOf(
                        Arbitraries.longs().between(-2, 40), Arbitraries.of(Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40))
                .map(Value.Int::new);
        Arbitrary<Value> texts = Arbitraries.of("", "t", "../x", "\u0000", "a".repeat(5_000), "0".repeat(128))
                .map(Value.Text::new);
        Arbitrary<Value> bytes =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(Value.Bytes::new);
        Arbitrary<Value> any = Arbitraries.oneOf(numbers, texts, bytes);
        Arbitrary<String> names =
                Arbitraries.of("transfer", "name", "offset", "size", "data", "sha512", "failed", "metadata");
        Arbitrary<Map<String, Value>> wild = Arbitraries.maps(names, any);
        Arbitrary<Map<String, Value>> likely = Combinators.combine(numbers, numbers, bytes, texts, wild)
                .as((offset, size, data, digest, more) -> {
                    Map<String, Value> fields = new LinkedHashMap<>();
                    fields.put("transfer", new Value.Text("t"));
                    fields.put("name", digest);
                    fields.put("offset", offset);
                    fields.put("size", size);
                    fields.put("data", data);
                    fields.put("sha512", digest);
                    more.keySet().stream().limit(1).forEach(key -> fields.put(key, more.get(key)));
                    return fields;
                });
        return Arbitraries.oneOf(wild, likely)
                .map(fields -> Measurement.good(RECORDING, new Value.Record(fields), Instant.EPOCH))
                .list()
                .ofMaxSize(8);
    }

    private FileReport onlyReport(FileReport.State state) {
        assertThat(reports).extracting(FileReport::state).containsExactly(state);
        return reports.get(0);
    }

    private OutgoingFile outgoing(String transfer) {
        return new OutgoingFile(transfer, recording, "my rec.cu8", "application/octet-stream", METADATA);
    }

    private byte[] write(int size) throws IOException {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        Files.write(recording, bytes);
        return bytes;
    }

    /** As the store keeps it, as the wire carries it. */
    private void deliver(List<Measurement> pieces) throws Exception {
        try (JsonProfile profile = new JsonProfile(Samples.GATEWAY)) {
            for (Measurement piece : pieces) {
                Batch batch = Batch.of(piece);
                assertThat(batch.payload()[0]).isEqualTo((byte) 3);
                StoredRecord record = new StoredRecord(
                        batch.stream(), "00c0ffee00c0ffee", 1, Instant.EPOCH, ClockState.UNKNOWN, 1, batch.payload());
                EncodedMessage message = profile.encode(record, new BatchReader().read(batch.payload()), false);
                centre.take(new JsonProfileReader().read(message.payload(), message.contentEncoding()));
            }
        }
    }

    private static ProfileBatch batch(List<Measurement> measurements) {
        return new ProfileBatch(
                Samples.GATEWAY, "bulk", "00c0ffee00c0ffee", 1, Instant.EPOCH, ClockState.UNKNOWN, false, measurements);
    }

    /** What an agent is to a driver here: it keeps what it is told to keep, and dies when it is told to. */
    private static final class Agent implements DriverContext {
        private final List<Measurement> handed = new ArrayList<>();
        private final ArrayDeque<Runnable> unkept = new ArrayDeque<>();
        private final ManualClock clock = new ManualClock();
        private final Path directory;
        private int kills;

        Agent(Path directory) {
            this.directory = directory;
        }

        /** @return whether anything was kept that was not */
        boolean keep(int most) {
            boolean any = false;
            for (int i = 0; i < most && !unkept.isEmpty(); i++) {
                unkept.remove().run();
                any = true;
            }
            return any;
        }

        /** @return what the centre will get: all that was kept, and some of the rest */
        List<Measurement> kill(Random random) {
            kills++;
            int lost = unkept.isEmpty() ? 0 : random.nextInt(unkept.size() + 1);
            List<Measurement> survived = List.copyOf(handed.subList(0, handed.size() - lost));
            handed.clear();
            unkept.clear();
            return survived;
        }

        @Override
        public void whenKept(Runnable then) {
            unkept.add(then);
        }

        @Override
        public String source() {
            return RECORDING.source();
        }

        @Override
        public String gateway() {
            return "dg-0007";
        }

        @Override
        public InstantSource clock() {
            return clock;
        }

        @Override
        public Path directory() {
            return directory;
        }

        @Override
        public Path protocolDirectory() {
            return directory;
        }

        @Override
        public void remark(Remark remark) {}

        @Override
        public void connectionLost(DriverException cause) {}
    }
}
