package io.fieldpost.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.Vandal.Harm;
import io.fieldpost.agent.store.Vandal.Kind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Harms the files of sound stores and uses what is left. Whatever the bytes are, a store opens unless a later Fieldpost or somebody else
 * wrote it, nothing but a {@link StoreException} comes out, the work stays in proportion to the bytes, no record is invented, and what is new
 * is kept. A longer campaign, for instance 100,000 tries of each property:
 * {@code ./mvnw test -pl agent-core -am -Dtest=StoreFormatFuzzTest -Dfieldpost.tries=100000 -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class StoreFormatFuzzTest {
    /** Each byte is read so often at most, by an open, two readers of everything, and a second open. */
    private static final int READS_OF_A_BYTE = 40;

    private static final long READS_OF_NOTHING = 8 * 1024 * 1024;
    private static final int MOST_OPERATIONS = 60_000;

    @Property
    void bytesDamagedInPlaceCostNothingElse(@ForAll long seed, @ForAll("inPlace") List<Harm> harms)
            throws StoreException {
        new Try(seed, harms).run();
    }

    @Property
    void damageToOneFileDoesNotReachIntoOthers(@ForAll long seed, @ForAll("plain") List<Harm> harms)
            throws StoreException {
        new Try(seed, harms).run();
    }

    @Property
    void filesInTheWrongPlaceInventNothing(@ForAll long seed, @ForAll("mixing") List<Harm> harms)
            throws StoreException {
        new Try(seed, harms).run();
    }

    @Property
    void wrongValuesWithTheRightChecksumBreakNothing(@ForAll long seed, @ForAll("forged") List<Harm> harms)
            throws StoreException {
        new Try(seed, harms).run();
    }

    @Provide
    Arbitrary<List<Harm>> inPlace() {
        return upTo(Kind.IN_PLACE);
    }

    @Provide
    Arbitrary<List<Harm>> plain() {
        return upTo(Kind.PLAIN);
    }

    @Provide
    Arbitrary<List<Harm>> mixing() {
        return upTo(Kind.MIXING);
    }

    @Provide
    Arbitrary<List<Harm>> forged() {
        return upTo(Kind.FORGED);
    }

    private static Arbitrary<List<Harm>> upTo(Kind worst) {
        List<Harm> harms = Arrays.stream(Harm.values())
                .filter(harm -> harm.kind.compareTo(worst) <= 0)
                .toList();
        return Arbitraries.of(harms).list().ofMinSize(1).ofMaxSize(5);
    }

    /** One store, harmed and then used. */
    private static final class Try {
        private final Random chance;
        private final StoreSample sample;
        private final Forger forger;
        private final Vandal vandal;
        private final StoreOnMemory on;
        private final Kind worst;
        private final boolean stranger;
        private final Map<StreamName, Map<Long, byte[]>> given = new EnumMap<>(StreamName.class);
        private int operations;
        /** The budget was full, and what is oldest was given up. */
        private boolean dropped;

        Try(long seed, List<Harm> harms) {
            chance = new Random(seed);
            sample = StoreSample.ALL.get(chance.nextInt(StoreSample.ALL.size()));
            on = sample.copy();
            forger = new Forger(chance);
            vandal = new Vandal(on.disk, chance, forger);
            harms.forEach(vandal::harm);
            worst = harms.stream().map(harm -> harm.kind).max(Kind::compareTo).orElseThrow();
            stranger = harms.contains(Harm.STRANGER);
            for (StreamName stream : StreamName.values()) {
                given.put(stream, new HashMap<>());
            }
            on.disk.fault = (operation, path) -> countOperation();
        }

        void run() throws StoreException {
            boolean otherBoot = chance.nextBoolean();
            if (otherBoot) {
                on.disk.cutPower(chance);
            }
            long bytes = bytesOnDisk();
            if (!opens()) {
                return;
            }
            Map<StreamName, List<Long>> found = readAll();
            if (worst.compareTo(Kind.PLAIN) <= 0) {
                checkUntouched(found);
            }
            use(found, worst == Kind.IN_PLACE && otherBoot);
            Map<StreamName, List<Long>> before = readAll();
            if (chance.nextBoolean()) {
                on.store.close();
            }
            on.killAndOpen();
            checkFresh(before, readAll());
            use(readAll(), false);
            assertThat(on.disk.bytesRead)
                    .as("bytes read of " + bytes)
                    .isLessThan(READS_OF_NOTHING + READS_OF_A_BYTE * bytes);
        }

        private void countOperation() {
            if (++operations > MOST_OPERATIONS) {
                throw new AssertionError("more than " + MOST_OPERATIONS + " operations of the disk");
            }
        }

        private boolean opens() {
            Map<?, ?> before = forger.later || stranger ? on.disk.snapshot() : Map.of();
            try {
                on.open();
                return true;
            } catch (StoreException e) {
                assertThat(e.reason()).as(e.getMessage()).isEqualTo(StoreException.Reason.NOT_OURS);
                assertThat(forger.later || stranger).as(e.getMessage()).isTrue();
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
                assertThat(on.disk.snapshot()).as("nothing was touched").isEqualTo(before);
                return false;
            }
        }

        private Map<StreamName, List<Long>> readAll() throws StoreException {
            Map<StreamName, List<Long>> all = new EnumMap<>(StreamName.class);
            for (StreamName stream : StreamName.values()) {
                all.put(stream, readAll(stream));
            }
            return all;
        }

        private List<Long> readAll(StreamName stream) throws StoreException {
            List<Long> sequences = new ArrayList<>();
            StreamState state = on.store.state(stream);
            long from = 1;
            List<StoredRecord> records;
            do {
                records = on.store.read(stream, from, 1 + chance.nextInt(200), 1_000_000);
                for (StoredRecord record : records) {
                    assertThat(record.sequence()).isBetween(from, state.newest());
                    assertThat(record.epoch()).isEqualTo(state.epoch());
                    checkBytes(record);
                    sequences.add(record.sequence());
                    from = record.sequence() + 1;
                }
            } while (!records.isEmpty());
            return sequences;
        }

        private void checkBytes(StoredRecord record) {
            long sequence = record.sequence();
            boolean known = Arrays.equals(given.get(record.stream()).get(sequence), record.payload())
                    || Arrays.equals(sample.accepted.get(record.stream()).get(sequence), record.payload())
                    || forger.payloads.contains(ByteBuffer.wrap(record.payload()))
                    || (worst.compareTo(Kind.MIXING) >= 0 && isOfAnotherStream(record));
            assertThat(known)
                    .as("%s of %s was never written", sequence, record.stream())
                    .isTrue();
        }

        /** Nothing in a record tells its stream. */
        private boolean isOfAnotherStream(StoredRecord record) {
            return sample.accepted.values().stream()
                    .anyMatch(accepted -> Arrays.equals(accepted.get(record.sequence()), record.payload()));
        }

        private void checkUntouched(Map<StreamName, List<Long>> found) {
            sample.kept.forEach((stream, kept) -> {
                List<Long> untouched = kept.stream()
                        .filter(sequence -> !vandal.touched.contains(sample.fileOf(stream, sequence)))
                        .toList();
                assertThat(found.get(stream))
                        .as("records in files that nobody touched")
                        .containsAll(untouched);
            });
        }

        private void use(Map<StreamName, List<Long>> found, boolean numbersAreNew) throws StoreException {
            assertThat(on.store.pendingLosses()).allMatch(loss -> loss.first() <= loss.last());
            for (StreamName stream : StreamName.values()) {
                long highest = found.get(stream).stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0);
                for (int i = 0; i < 3; i++) {
                    highest = append(stream, highest, numbersAreNew);
                }
                for (String name : on.destinations) {
                    settleSome(name, stream);
                }
            }
            if (chance.nextInt(4) == 0) {
                fill();
            }
            on.step(Duration.ofMillis(chance.nextInt(3000)));
            on.store.acknowledgeLosses(chance.nextInt(4));
            on.step(Duration.ofSeconds(70));
            dropped |= on.store.figures().lost().containsKey(Loss.Cause.BUDGET);
        }

        private void settleSome(String name, StreamName stream) {
            StreamState state = on.store.state(stream);
            long next = on.store.firstUnsettled(name, stream);
            assertThat(next).isBetween(state.oldest(), state.newest() + 1);
            assertThat(on.store.unsettled(name, stream)).isBetween(0L, state.newest() + 1 - next);
            on.store.settle(name, stream, next - 1, Math.min(next + 1, state.newest() - 1));
        }

        /** Until what is oldest is thinned out or dropped. */
        private void fill() throws StoreException {
            StreamName stream = chance.nextBoolean() ? StreamName.ALARM : StreamName.DATA;
            for (int i = 0; i < 20; i++) {
                byte[] payload = new byte[20_000];
                chance.nextBytes(payload);
                long sequence = append(stream, payload);
                if (sequence > 0) {
                    given.get(stream).put(sequence, payload);
                }
            }
        }

        private long append(StreamName stream, long above, boolean numbersAreNew) throws StoreException {
            byte[] payload = new byte[chance.nextInt(500)];
            chance.nextBytes(payload);
            long sequence = append(stream, payload);
            if (sequence == 0) {
                return above;
            }
            assertThat(sequence)
                    .isGreaterThan(above)
                    .isEqualTo(on.store.state(stream).newest());
            if (numbersAreNew) {
                assertThat(sample.accepted.get(stream)).doesNotContainKey(sequence);
            }
            given.get(stream).put(sequence, payload);
            List<StoredRecord> back = on.store.read(stream, sequence, 1, 1);
            assertThat(back).hasSize(1);
            assertThat(back.get(0).payload()).isEqualTo(payload);
            return sequence;
        }

        /** The number, or 0 when the budget is full of what is more precious. */
        private long append(StreamName stream, byte[] payload) throws StoreException {
            try {
                return on.store.append(stream, payload, 1, ClockState.UNKNOWN);
            } catch (StoreException e) {
                assertThat(stream).as(e.getMessage()).isNotEqualTo(StreamName.ALARM);
                assertThat(e.reason()).as(e.getMessage()).isEqualTo(StoreException.Reason.FULL);
                return 0;
            }
        }

        /** Of what is new, nobody settled the last one: it is there before a kill unless the budget took it, and then after it too. */
        private void checkFresh(Map<StreamName, List<Long>> before, Map<StreamName, List<Long>> after) {
            given.forEach((stream, fresh) -> {
                long last =
                        fresh.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
                if (before.get(stream).contains(last)) {
                    assertThat(after.get(stream))
                            .as("fresh records of " + stream)
                            .contains(last);
                } else {
                    assertThat(dropped || last == 0)
                            .as("dropped " + last + " of " + stream)
                            .isTrue();
                }
            });
        }

        private long bytesOnDisk() {
            return on.disk.files().stream()
                    .mapToLong(path -> on.disk.bytes(path).length)
                    .sum();
        }
    }
}
