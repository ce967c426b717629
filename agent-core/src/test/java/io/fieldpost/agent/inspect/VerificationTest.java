package io.fieldpost.agent.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoreReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
    @TempDir
    Path temporary;

    private final List<String> lines = new ArrayList<>();
    private Path path;

    /** Three segments and a bit of about 60 records each. */
    private void closedStore(String... destinations) throws StoreException {
        path = temporary.resolve("store");
        try (StoreOnCard card = new StoreOnCard(path, destinations)) {
            card.ticks(200, 1000);
        }
    }

    @Test
    void storeThatWasClosedIsWhole() throws Exception {
        closedStore("city");
        assertThat(verify()).isTrue();
        assertThat(lines)
                .singleElement()
                .asString()
                .matches("200 records with 400 measurements in 4 segments, [0-9,]+ bytes: whole");
    }

    @Test
    void storeThatIsOpenIsWholeToo() throws Exception {
        path = temporary.resolve("store");
        try (StoreOnCard card = new StoreOnCard(path, "city")) {
            card.ticks(100, 1000);
            assertThat(verify()).isTrue();
            assertThat(lines)
                    .singleElement()
                    .asString()
                    .startsWith("100 records")
                    .endsWith("whole");
        }
    }

    @Test
    void flippedBitIsNewUntilTheAgentHasMetIt() throws Exception {
        closedStore("city");
        Path segment = segments().get(1);
        List<Integer> places = StoreOnCard.places(segment);
        long damaged = firstOf(segment) + 5;
        StoreOnCard.flip(segment, places.get(5) + 500);

        assertThat(verify()).isFalse();
        String place = "data/" + segment.getFileName() + ", bytes " + places.get(5) + " to " + (places.get(6) - 1);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .isEqualTo(place + ": these bytes are no record; record " + damaged + " of data missing, new");
        assertThat(lines.get(1))
                .startsWith("199 records with 398 measurements")
                .endsWith(": 1 place damaged; 0 records missing and accounted for, 1 missing and new");

        try (StoreOnCard card = new StoreOnCard(path, "city")) {
            card.store.read(StreamName.DATA, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
        }
        assertThat(verify()).isFalse();
        assertThat(lines.get(0)).startsWith(place).endsWith("record " + damaged + " of data missing, reported as lost");
    }

    @Test
    void damageThatEveryDestinationHadIsNoLoss() throws Exception {
        path = temporary.resolve("store");
        try (StoreOnCard card = new StoreOnCard(path, "city", "plant")) {
            card.ticks(20, 100);
            card.store.settle("city", StreamName.DATA, 1, 12);
            card.store.settle("plant", StreamName.DATA, 1, 10);
            card.store.step(0);
        }
        StoreOnCard.flip(
                segments().get(0), StoreOnCard.places(segments().get(0)).get(4) + 40);
        assertThat(verify()).isFalse();
        assertThat(lines.get(0)).endsWith("record 5 of data missing, every destination had them");

        StoreOnCard.flip(
                segments().get(0), StoreOnCard.places(segments().get(0)).get(10) + 40);
        verify();
        assertThat(lines.get(1)).endsWith("record 11 of data missing, new");
    }

    @Test
    void damagedHeaderLengthAndNeighboursAreOnePlaceEach() throws Exception {
        closedStore("city");
        Path segment = segments().get(0);
        List<Integer> places = StoreOnCard.places(segment);
        StoreOnCard.flip(segment, 30);
        StoreOnCard.flip(segment, places.get(3));
        StoreOnCard.flip(segment, places.get(4) + 3);
        StoreOnCard.flip(segment, places.get(9) + 10);

        assertThat(verify()).isFalse();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).contains("bytes 0 to 95: the header is damaged");
        assertThat(lines.get(1)).contains("records 4 to 5 of data missing, new");
        assertThat(lines.get(2)).contains("record 10 of data missing, new");
        assertThat(lines.get(3)).contains("3 places damaged", "3 missing and new");
    }

    @Test
    void recordCutShortAtTheEndWasNeverAccepted() throws Exception {
        path = temporary.resolve("store");
        StoreOnCard card = new StoreOnCard(path, "city").ticks(3, 100);
        Path copy = StoreOnCard.copy(path, temporary.resolve("copy"));
        card.close();
        StoreOnCard.cutOff(StoreOnCard.segments(copy, StreamName.DATA).get(0), 10);

        assertThat(verify(copy)).isFalse();
        assertThat(lines.get(0)).contains("record 3 is cut short; it was never accepted");
        assertThat(lines.get(1)).startsWith("2 records").endsWith("0 missing and new");
    }

    @Test
    void zerosAtTheEndAfterAPowerCutAreNoRecord() throws Exception {
        closedStore("city");
        Path last = segments().get(segments().size() - 1);
        long size = Files.size(last);
        Files.write(last, new byte[5000], java.nio.file.StandardOpenOption.APPEND);
        assertThat(verify()).isFalse();
        assertThat(lines.get(0))
                .isEqualTo("data/" + last.getFileName() + ", bytes " + size + " to " + (size + 4999)
                        + ": these bytes are no record");
    }

    @Test
    void segmentsThatAreGoneAreMissedAtTheBeginningInTheMiddleAndAtTheEnd() throws Exception {
        closedStore("city");
        List<Path> segments = segments();
        List<Long> firsts = segments.stream().map(VerificationTest::firstOf).toList();
        Files.delete(segments.get(0));
        Files.delete(segments.get(2));
        assertThat(verify()).isFalse();
        assertThat(lines.get(0)).contains("records 1 to " + (firsts.get(1) - 1) + " of data missing, new");
        assertThat(lines.get(1))
                .contains("records " + firsts.get(2) + " to " + (firsts.get(3) - 1) + " of data missing, new");
        assertThat(lines).hasSize(3);

        Files.delete(segments.get(1));
        Files.delete(segments.get(3));
        verify();
        assertThat(lines.get(0))
                .isEqualTo("data: the newest records are not there; records 1 to 200 of data missing, new");
    }

    @Test
    void whatWasSettledOrGivenUpAndDeletedIsNoDamage() throws Exception {
        path = temporary.resolve("store");
        try (StoreOnCard card = new StoreOnCard(path, "city")) {
            card.ticks(200, 1000);
            card.store.settle("city", StreamName.DATA, 1, 150);
            card.store.step(0);
        }
        assertThat(segments()).hasSizeLessThan(4);
        assertThat(verify()).isTrue();

        try (StoreOnCard card = new StoreOnCard(path, "city")) {
            card.ticks(1200, 1000);
            assertThat(card.store.figures().lost()).isNotEmpty();
        }
        assertThat(verify()).isTrue();
        assertThat(lines).hasSize(1);
    }

    /** A copy of the segments alone can be read; what was deleted before its first nobody knows. */
    @Test
    void segmentsAloneAreAStore() throws Exception {
        path = temporary.resolve("store");
        try (StoreOnCard card = new StoreOnCard(path, "city")) {
            card.ticks(200, 1000);
            card.store.settle("city", StreamName.DATA, 1, 150);
            card.store.step(0);
        }
        Path copy = Files.createDirectory(temporary.resolve("copy"));
        StoreOnCard.copy(path.resolve("data"), copy.resolve("data"));
        assertThat(verify(copy)).isTrue();
    }

    @Test
    void payloadThatIsNoBatchIsDamage() throws Exception {
        path = temporary.resolve("store");
        try (StoreOnCard card = new StoreOnCard(path, "city")) {
            card.ticks(1, 10).raw(new byte[] {9, 9}).ticks(1, 10);
        }
        assertThat(verify()).isFalse();
        assertThat(lines.get(0))
                .contains("a whole record that is no batch (damaged batch: version 9", "record 2 of data missing, new");
    }

    @Test
    void smallFilesOfWhichNothingIsWholeAreDamage() throws Exception {
        closedStore("city");
        for (String file : List.of("ledger", "settled/city.settled")) {
            Path small = path.resolve(file);
            Files.write(small, new byte[(int) Files.size(small)]);
        }
        assertThat(verify()).isFalse();
        assertThat(lines).contains("ledger: neither of its two copies is whole; the next start goes on without it");
        assertThat(lines).anyMatch(line -> line.startsWith("settled/city.settled: "));
    }

    @Test
    void segmentOfAnotherStoreIsNamed() throws Exception {
        closedStore("city");
        try (StoreOnCard other = new StoreOnCard(temporary.resolve("other"))) {
            other.ticks(10, 10);
        }
        Path stray = StoreOnCard.segments(temporary.resolve("other"), StreamName.DATA)
                .get(0);
        Files.createDirectories(path.resolve("bulk"));
        Files.copy(stray, path.resolve("bulk").resolve(stray.getFileName()));
        assertThat(verify()).isFalse();
        assertThat(lines).anyMatch(line -> line.contains("belongs to another store: stream data, epoch "));
    }

    @Test
    void whatIsNoStoreIsToldInOneSentence() throws Exception {
        assertRefused(temporary.resolve("nowhere"), "is not there");
        assertRefused(Files.writeString(temporary.resolve("file"), "x"), "is not a directory");
        assertRefused(Files.createDirectory(temporary.resolve("empty")), "is no store of Fieldpost");
        Path foreign = Files.createDirectory(temporary.resolve("foreign"));
        Files.writeString(foreign.resolve("store"), "groceries");
        assertRefused(foreign, "is no store of Fieldpost");
        closedStore();
        assertRefused(path.resolve("data"), "is one stream of a store");
        String lines = "fieldpost store\nversion 2\nepoch 00000000000000a1\n";
        CRC32C crc = new CRC32C();
        crc.update(lines.getBytes(StandardCharsets.US_ASCII));
        Files.writeString(path.resolve("store"), lines + "crc " + Long.toHexString(crc.getValue()) + "\n");
        assertRefused(path, "written by a later Fieldpost (format 2");
    }

    private void assertRefused(Path directory, String why) {
        assertThatThrownBy(() -> StoreReader.open(directory))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.NOT_OURS))
                .hasMessageContaining(why);
    }

    private boolean verify() throws StoreException {
        return verify(path);
    }

    private boolean verify(Path store) throws StoreException {
        lines.clear();
        return Verification.of(StoreReader.open(store), lines::add);
    }

    private List<Path> segments() throws IOException {
        return StoreOnCard.segments(path, StreamName.DATA);
    }

    private static long firstOf(Path segment) {
        return Long.parseLong(segment.getFileName().toString().substring(0, 19));
    }
}
