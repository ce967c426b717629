package io.fieldpost.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.SequenceRanges;
import io.fieldpost.agent.StreamName;
import io.fieldpost.config.gateway.StartsAt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What may happen to a store, and the simplest model of it: what was accepted, what each destination got, what was reported as lost. In the
 * end each destination got every accepted record that it was owed, as it was given, or the record lies in a reported loss; none is
 * invented, the order holds, no number is given twice, a kill alone loses nothing, and a power cut takes nothing forced.
 */
final class StoreModel {
    /** What may happen, often or seldom. */
    enum Happening {
        APPEND,
        APPEND_MANY,
        DELIVER,
        DELIVER_ALL,
        STEP,
        COMMIT,
        KILL,
        CUT_POWER,
        CLOSE,
        CHANGE_DESTINATIONS,
        FILL_DISK,
        FREE_DISK,
        FAIL_WRITES,
        FAIL_FORCES,
        FAIL_ANYTHING,
        STOP_FAILING,
        FLIP_BIT,
        CUT_FILE,
        CHECK
    }

    private static final StreamName[] STREAMS = StreamName.values();

    /** What one destination got, and from where on it is owed. */
    private static final class Customer {
        final Map<StreamName, SequenceRanges> got = ranges();
        /** What was no longer there when it came, or is older than it wants. */
        final Map<StreamName, SequenceRanges> notOwed = ranges();

        /** Got it, or is not owed it. */
        boolean has(StreamName stream, long sequence) {
            return notOwed.get(stream).covers(sequence, sequence)
                    || got.get(stream).covers(sequence, sequence);
        }
    }

    /** What became of one stream. */
    private static final class Book {
        final Map<Long, byte[]> accepted = new TreeMap<>();
        /** Refused with an error, so they may be on the card all the same. */
        final Map<Long, List<byte[]>> refused = new HashMap<>();

        final SequenceRanges lost = new SequenceRanges();
        /** Once had by everybody: no longer owed to anybody. */
        final SequenceRanges done = new SequenceRanges();

        /** What was forced while it was there. */
        final SequenceRanges forced = new SequenceRanges();
        /** Newest at the last power cut: what is older may be missing already without anybody having met it. */
        long atCut;
    }

    private final Map<StreamName, Book> books = new EnumMap<>(StreamName.class);
    private final Map<String, Customer> customers = new TreeMap<>();
    private final Set<Loss> seen = new HashSet<>();
    private final StoreOnMemory on = new StoreOnMemory();
    private final Random chance;
    private String boot;
    private boolean damaged;
    private boolean cardChanged;
    private boolean forceFailed;
    private boolean faulty;
    private boolean everFaulty;
    private boolean powerWasCut;

    StoreModel(long seed) throws StoreException {
        this(seed, new Random(seed).nextInt(3) == 0 ? 2 + (int) Math.floorMod(seed, 4L) : 0);
    }

    /** @param thinOut see {@link StoreOptions#thinOut} */
    StoreModel(long seed, int thinOut) throws StoreException {
        chance = new Random(seed);
        on.budget = (8 + chance.nextInt(8)) * StoreOnMemory.SEGMENT;
        on.thinOut = thinOut;
        on.alarmCommitInterval = chance.nextInt(4) == 0 ? Duration.ZERO : null;
        for (StreamName stream : STREAMS) {
            books.put(stream, new Book());
        }
        on.destinations = List.of("city");
        boot = on.disk.bootId();
        open();
    }

    void happen(Happening happening) throws StoreException {
        StreamName stream = STREAMS[chance.nextInt(STREAMS.length)];
        switch (happening) {
            case APPEND -> give(stream, chance.nextInt(6000));
            case APPEND_MANY -> giveMany(stream, 1 + chance.nextInt(30));
            case DELIVER -> deliver(stream, 1 + chance.nextInt(40));
            case DELIVER_ALL -> deliverAll();
            case STEP -> on.step(Duration.ofMillis(chance.nextInt(2000)));
            case COMMIT -> commit();
            case KILL -> reopen(on.disk::kill);
            case CUT_POWER -> {
                powerWasCut = true;
                reopen(() -> on.disk.cutPower(chance));
            }
            case CLOSE -> close();
            case CHANGE_DESTINATIONS -> changeDestinations();
            case FILL_DISK -> fillDisk();
            case FREE_DISK -> on.disk.capacity = Long.MAX_VALUE / 4;
            case FAIL_WRITES -> failing("Input/output error", "write", "truncate");
            case FAIL_FORCES -> failing("Input/output error", "force");
            case FAIL_ANYTHING ->
                failing("Input/output error", "write", "truncate", "force", "delete", "rename", "open", "create");
            case STOP_FAILING -> stopFailing();
            case FLIP_BIT -> flipBit();
            case CUT_FILE -> cutFile();
            case CHECK -> check();
        }
        if (chance.nextInt(3) > 0) {
            collectLosses();
        }
    }

    /** The faults stop, and everything is delivered. */
    void end() throws StoreException {
        stopFailing();
        on.disk.capacity = Long.MAX_VALUE / 4;
        commit();
        for (int i = 0; i < 12; i++) {
            // What can't be read for good is given up after some attempts.
            deliverAll();
        }
        collectLosses();
        check();
        customers.forEach(this::checkOwed);
        if (!damaged && !powerWasCut && !everFaulty) {
            assertThat(seen).allMatch(loss -> loss.cause() == Loss.Cause.BUDGET, "a kill alone loses nothing");
        }
        long fresh = give(StreamName.ALARM, 10);
        assertThat(fresh).as("a fresh record is taken").isPositive();
        deliverAll();
        customers.forEach((name, customer) -> assertThat(
                        customer.got.get(StreamName.ALARM).covers(fresh, fresh))
                .as("a fresh record flows to %s", name)
                .isTrue());
    }

    private void giveMany(StreamName stream, int times) {
        for (int i = 0; i < times; i++) {
            give(stream, chance.nextInt(6000));
        }
    }

    /** The number, or 0 when the store refused it. */
    private long give(StreamName stream, int size) {
        byte[] payload = new byte[size];
        chance.nextBytes(payload);
        long before = on.store.state(stream).newest();
        Book book = books.get(stream);
        try {
            long sequence = on.store.append(stream, payload, 1, ClockState.UNKNOWN);
            assertThat(sequence).isEqualTo(before + 1);
            assertThat(book.accepted.put(sequence, payload))
                    .as("number given twice")
                    .isNull();
            if (stream == StreamName.ALARM && on.alarmCommitInterval != null) {
                book.forced.add(sequence, sequence);
            }
            return sequence;
        } catch (StoreException e) {
            assertThat(on.store.state(stream).newest())
                    .as("no number is used by what is refused")
                    .isEqualTo(before);
            book.refused.computeIfAbsent(before + 1, none -> new ArrayList<>()).add(payload);
            boolean fullOfAlarms = e.reason() == StoreException.Reason.FULL && stream != StreamName.ALARM;
            assertThat(faulty || fullOfAlarms).as("refused: %s", e.getMessage()).isTrue();
            return 0;
        }
    }

    private void deliverAll() throws StoreException {
        for (StreamName stream : STREAMS) {
            boolean more = true;
            while (more) {
                more = deliver(stream, 200);
            }
        }
    }

    /** One destination reads on from where it is, and settles most of what it got, as a publisher does. */
    private boolean deliver(StreamName stream, int most) throws StoreException {
        boolean any = false;
        for (Map.Entry<String, Customer> entry : customers.entrySet()) {
            String name = entry.getKey();
            long next = on.store.nextUnsettled(name, stream, 0);
            List<StoredRecord> records;
            try {
                records = on.store.read(stream, next, most, 100_000);
            } catch (StoreException e) {
                assertThat(faulty).as("reading: %s", e.getMessage()).isTrue();
                continue;
            }
            for (StoredRecord record : records) {
                assertThat(record.sequence()).as("order").isGreaterThanOrEqualTo(next);
                assertGenuine(stream, record);
                entry.getValue().got.get(stream).add(record.sequence(), record.sequence());
                if (customers.values().stream().allMatch(customer -> customer.has(stream, record.sequence()))) {
                    books.get(stream).done.add(record.sequence(), record.sequence());
                }
                if (most < 100 && chance.nextInt(10) == 0) {
                    return true;
                }
                any = true;
                on.store.settle(name, stream, next, record.sequence());
                next = record.sequence() + 1;
            }
        }
        return any;
    }

    private void assertGenuine(StreamName stream, StoredRecord record) {
        Book book = books.get(stream);
        byte[] given = book.accepted.get(record.sequence());
        boolean genuine = given != null && Arrays.equals(given, record.payload());
        boolean refused = book.refused.getOrDefault(record.sequence(), List.of()).stream()
                .anyMatch(payload -> Arrays.equals(payload, record.payload()));
        assertThat(genuine || refused)
                .as("%s %d was %s", stream, record.sequence(), given == null ? "invented" : "changed")
                .isTrue();
        if (!genuine) {
            // It was refused and is there all the same: then its number is its own from now on.
            assertThat(book.accepted.put(record.sequence(), record.payload())).isNull();
        }
    }

    private void commit() {
        on.step(Duration.ofSeconds(2));
        on.step(Duration.ofSeconds(2));
        if (!faulty && !forceFailed) {
            noteForced();
        }
    }

    private void noteForced() {
        for (StreamName stream : STREAMS) {
            Book book = books.get(stream);
            book.forced.add(book.atCut + 1, on.store.state(stream).newest());
        }
    }

    private void close() throws StoreException {
        on.store.close();
        if (!faulty && !forceFailed) {
            noteForced();
        }
        if (chance.nextBoolean()) {
            powerWasCut |= faulty;
            reopen(() -> on.disk.cutPower(chance));
        } else {
            reopen(on.disk::kill);
        }
    }

    /** A start may fail while the disk does; nothing is lost by that, and it is tried again until the disk works. */
    private void reopen(Runnable fault) throws StoreException {
        if (cardChanged) {
            // While the system runs, what was written is in its memory whatever the card does: this is seen by the next
            // one.
            cardChanged = false;
            powerWasCut = true;
            on.disk.cutPower(chance);
        } else {
            fault.run();
        }
        forceFailed = faulty;
        boolean cut = !on.disk.bootId().equals(boot);
        boot = on.disk.bootId();
        try {
            open();
        } catch (StoreException e) {
            assertThat(faulty).as("the start failed: %s", e.getMessage()).isTrue();
            stopFailing();
            on.disk.capacity = Long.MAX_VALUE / 4;
            faulty = false;
            on.disk.kill();
            open();
        }
        collectLosses();
        if (cut) {
            books.forEach((stream, book) -> book.atCut = on.store.state(stream).newest());
        }
        for (StreamName stream : STREAMS) {
            long highest = books.get(stream).accepted.keySet().stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
            assertThat(on.store.state(stream).newest())
                    .as("numbers of %s go on", stream)
                    .isGreaterThanOrEqualTo(highest);
        }
    }

    private void open() throws StoreException {
        on.open();
        for (String name : on.destinations) {
            customers.computeIfAbsent(name, this::newCustomer);
        }
        customers.keySet().retainAll(on.destinations);
    }

    private Customer newCustomer(String name) {
        Customer customer = new Customer();
        for (StreamName stream : STREAMS) {
            long newest = on.store.state(stream).newest();
            long next = 1;
            for (long sequence : on.startsAt == StartsAt.NOW ? List.<Long>of() : kept(stream)) {
                customer.notOwed.get(stream).add(next, sequence - 1);
                next = sequence + 1;
            }
            customer.notOwed.get(stream).add(next, newest);
        }
        return customer;
    }

    /** Where a destination begins must not depend on a settlement that a power cut or damage may have taken: only in good weather. */
    private void changeDestinations() throws StoreException {
        if (faulty || damaged) {
            return;
        }
        List<List<String>> choices =
                List.of(List.of("city"), List.of("city", "plant"), List.of("plant", "city", "lab"));
        on.destinations = choices.get(chance.nextInt(choices.size()));
        on.startsAt = chance.nextBoolean() ? StartsAt.NOW : StartsAt.OLDEST;
        reopen(on.disk::kill);
    }

    private void fillDisk() {
        faulty = true;
        everFaulty = true;
        long used = Stream.of(STREAMS)
                .mapToLong(stream -> on.store.state(stream).bytes())
                .sum();
        on.disk.capacity = used + 80_000L + chance.nextInt(200_000);
    }

    private void failing(String message, String... operations) {
        faulty = true;
        everFaulty = true;
        Set<String> failing = Set.of(operations);
        int oneOf = 1 + chance.nextInt(4);
        on.disk.fault = (operation, path) -> {
            if (failing.contains(operation) && chance.nextInt(oneOf) == 0) {
                forceFailed |= operation.equals("force");
                throw new IOException(message);
            }
        };
    }

    /** From the n-th operation of a kind on, or that one alone, the disk refuses; the answer tells whether it came to that. */
    BooleanSupplier failAt(String wanted, int number, boolean onwards, String message) {
        faulty = true;
        everFaulty = true;
        int[] seen = {0};
        on.disk.fault = (operation, path) -> {
            if (operation.equals(wanted)) {
                seen[0]++;
                if (seen[0] == number || (onwards && seen[0] > number)) {
                    forceFailed |= operation.equals("force");
                    throw new IOException(message);
                }
            }
        };
        return () -> seen[0] >= number;
    }

    private void stopFailing() {
        on.disk.fault = (operation, path) -> {};
        faulty = on.disk.capacity < Long.MAX_VALUE / 4;
    }

    private void flipBit() {
        changeFile(bytes -> {
            bytes[chance.nextInt(bytes.length)] ^= (byte) (1 << chance.nextInt(8));
            return bytes;
        });
    }

    private void cutFile() {
        changeFile(bytes -> chance.nextBoolean()
                ? Arrays.copyOf(bytes, 1 + chance.nextInt(bytes.length))
                : Arrays.copyOf(bytes, bytes.length + chance.nextInt(9000)));
    }

    private void changeFile(java.util.function.UnaryOperator<byte[]> change) {
        List<Path> files = on.disk.files().stream()
                .filter(path -> on.disk.bytes(path).length > 0)
                .toList();
        Path path = files.get(chance.nextInt(files.size()));
        on.disk.setBytes(path, change.apply(on.disk.bytes(path)));
        damaged = true;
        cardChanged = true;
    }

    private void collectLosses() {
        List<Loss> pending = on.store.pendingLosses();
        pending.forEach(this::note);
        seen.addAll(pending);
        on.store.acknowledgeLosses(pending.size());
    }

    private void note(Loss loss) {
        Book book = books.get(loss.stream());
        assertThat(loss.count()).isBetween(1L, loss.last() - loss.first() + 1);
        boolean thins =
                on.thinOut > 0 && loss.cause() == Loss.Cause.BUDGET && loss.count() < loss.last() - loss.first() + 1;
        if (loss.cause() == Loss.Cause.POWER_CUT && !damaged && !everFaulty) {
            for (long sequence = loss.first(); sequence <= loss.last(); sequence++) {
                long each = sequence;
                boolean excused = !book.forced.covers(each, each)
                        || book.lost.covers(each, each)
                        || book.done.covers(each, each)
                        || !book.accepted.containsKey(each);
                assertThat(excused)
                        .as("a power cut took %d, which was forced: %s", each, loss)
                        .isTrue();
            }
        }
        for (long sequence = loss.first(); sequence <= loss.last(); sequence++) {
            // Of what was thinned out, some is left, and that is still owed.
            if (!thins || !isThere(loss.stream(), sequence)) {
                book.lost.add(sequence, sequence);
            }
        }
    }

    private List<Long> kept(StreamName stream) {
        List<Long> kept = new ArrayList<>();
        try {
            List<StoredRecord> records = on.store.read(stream, 1, 200, 100_000);
            while (!records.isEmpty()) {
                records.forEach(record -> kept.add(record.sequence()));
                records = on.store.read(stream, kept.get(kept.size() - 1) + 1, 200, 100_000);
            }
        } catch (StoreException e) {
            assertThat(faulty).as("reading: %s", e.getMessage()).isTrue();
        }
        return kept;
    }

    private boolean isThere(StreamName stream, long sequence) {
        try {
            List<StoredRecord> records = on.store.read(stream, sequence, 1, 1);
            return !records.isEmpty() && records.get(0).sequence() == sequence;
        } catch (StoreException e) {
            return false;
        }
    }

    /** What is kept reads as it was given. */
    void check() throws StoreException {
        for (StreamName stream : STREAMS) {
            long from = 1;
            while (true) {
                List<StoredRecord> records;
                try {
                    records = on.store.read(stream, from, 1 + chance.nextInt(20), 20_000);
                } catch (StoreException e) {
                    assertThat(faulty).as("reading: %s", e.getMessage()).isTrue();
                    break;
                }
                if (records.isEmpty()) {
                    break;
                }
                for (StoredRecord record : records) {
                    assertThat(record.sequence()).as("order").isGreaterThanOrEqualTo(from);
                    assertGenuine(stream, record);
                    from = record.sequence() + 1;
                }
            }
        }
    }

    private void checkOwed(String name, Customer customer) {
        for (StreamName stream : STREAMS) {
            Book book = books.get(stream);
            for (long sequence : book.accepted.keySet()) {
                assertThat(customer.has(stream, sequence) || book.lost.covers(sequence, sequence))
                        .as("%s %d never came to %s and was not reported", stream, sequence, name)
                        .isTrue();
            }
        }
    }

    private static Map<StreamName, SequenceRanges> ranges() {
        Map<StreamName, SequenceRanges> ranges = new EnumMap<>(StreamName.class);
        for (StreamName stream : STREAMS) {
            ranges.put(stream, new SequenceRanges());
        }
        return ranges;
    }
}
