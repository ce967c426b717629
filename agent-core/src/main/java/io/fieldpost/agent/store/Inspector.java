package io.fieldpost.agent.store;

import io.fieldpost.agent.SequenceRanges;
import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks into a store as its own start does: headers, and of the records only the first and those of the last segment. */
final class Inspector {
    /** What the store itself has in its directory, and what lives there with it. */
    private static final Set<String> OURS = Set.of(
            "store",
            "store.new",
            "lock",
            "alarm",
            "data",
            "bulk",
            "settled",
            "ledger",
            "closed",
            "reserve",
            "damaged",
            "destinations",
            "sources",
            "servers",
            "protocols",
            "control",
            "lost+found");

    private final Disk disk;
    private final Path path;
    private final String epoch;
    private final List<String> foreign = new ArrayList<>();

    Inspector(Disk disk, Path path, String epoch) {
        this.disk = disk;
        this.path = path;
        this.epoch = epoch;
    }

    StoreInspection inspect() throws IOException {
        disk.list(path).stream().filter(name -> !OURS.contains(name)).forEach(foreign::add);
        KnownNumbers known = new KnownNumbers(disk, path, epoch);
        List<StoreInspection.Stream> streams = new ArrayList<>();
        Long holder = LockHolder.of(path.resolve(StoreDirectory.LOCK)).orElse(null);
        boolean closed = holder == null;
        for (StreamName name : StreamName.values()) {
            StoreInspection.Stream stream = stream(name, known);
            streams.add(stream);
            // A mark that an append has overtaken says nothing.
            long newest = stream.newest() == null
                    ? known.deletedUpTo(name)
                    : stream.newest().sequence();
            closed &= known.closedAt(name) >= newest;
        }
        List<StoreInspection.Destination> destinations = new ArrayList<>();
        known.settled().forEach((name, settled) -> destinations.add(destination(name, settled, streams)));
        return new StoreInspection(
                path,
                StoreDirectory.VERSION,
                epoch,
                holder,
                closed,
                streams.stream().mapToLong(StoreInspection.Stream::bytes).sum(),
                streams,
                destinations,
                known.pending(),
                known.acknowledged(),
                setAside(),
                List.copyOf(foreign),
                known.damaged());
    }

    private StoreInspection.Stream stream(StreamName stream, KnownNumbers known) throws IOException {
        Path directory = path.resolve(stream.text());
        List<Segment> segments = new ArrayList<>();
        List<String> names = Segment.names(disk, directory);
        disk.list(directory).stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> foreign.add(stream.text() + "/" + name));
        long bytes = 0;
        int thinned = 0;
        List<String> damagedHeaders = new ArrayList<>();
        Set<String> bootIds = new LinkedHashSet<>();
        for (String name : names) {
            try (DiskFile file = disk.openToRead(directory.resolve(name))) {
                Segment segment = Segment.loadWhileWritten(disk, directory, name);
                segments.add(segment);
                bytes += segment.end;
                thinned += segment.keepEvery() > 1 ? 1 : 0;
                if (segment.header == null || !segment.header.epoch().equals(epoch)) {
                    damagedHeaders.add(stream.text() + "/" + name);
                } else {
                    bootIds.add(segment.header.bootId());
                }
            } catch (NoSuchFileException deleted) {
                // By the agent, since the directory was listed.
            }
        }
        StoreInspection.Edge oldest = null;
        for (int i = 0; i < segments.size() && oldest == null; i++) {
            oldest = first(segments.get(i));
        }
        End end = segments.isEmpty() ? new End(null, 0) : end(segments.get(segments.size() - 1));
        for (int i = segments.size() - 2; i >= 0 && end.newest == null && oldest != null; i--) {
            end = new End(end(segments.get(i)).newest, end.tail);
        }
        long reserved =
                segments.isEmpty() ? 0 : segments.get(segments.size() - 1).reserved();
        return new StoreInspection.Stream(
                stream,
                segments.size(),
                bytes,
                thinned,
                damagedHeaders,
                oldest,
                end.newest,
                reserved,
                known.deletedUpTo(stream),
                end.tail,
                List.copyOf(bootIds));
    }

    private record End(StoreInspection.@Nullable Edge newest, long tail) {}

    private StoreInspection.@Nullable Edge first(Segment segment) throws IOException {
        try (DiskFile file = disk.openToRead(segment.path)) {
            RecordFrame frame = scanner(segment, file).next();
            return frame == null ? null : edge(frame);
        } catch (NoSuchFileException deleted) {
            return null;
        }
    }

    private End end(Segment segment) throws IOException {
        try (DiskFile file = disk.openToRead(segment.path)) {
            SegmentScanner scanner = scanner(segment, file);
            RecordFrame last = null;
            for (RecordFrame frame = scanner.next(); frame != null; frame = scanner.next()) {
                last = frame;
            }
            return new End(last == null ? null : edge(last), Math.max(0, segment.end - scanner.position()));
        } catch (NoSuchFileException deleted) {
            return new End(null, 0);
        }
    }

    private static SegmentScanner scanner(Segment segment, DiskFile file) {
        return new SegmentScanner(file, SegmentHeader.SIZE, segment.end, segment.first, segment.reserved());
    }

    private static StoreInspection.Edge edge(RecordFrame frame) {
        return new StoreInspection.Edge(frame.sequence(), Span.instant(frame.storedNanos()), frame.clock());
    }

    private static StoreInspection.Destination destination(
            String name, SequenceRanges[] settled, List<StoreInspection.Stream> streams) {
        List<StoreInspection.Settled> of = new ArrayList<>();
        for (StoreInspection.Stream stream : streams) {
            SequenceRanges own = settled[stream.stream().ordinal()];
            long oldest = stream.oldest() == null
                    ? stream.deletedUpTo() + 1
                    : stream.oldest().sequence();
            long newest = stream.newest() == null
                    ? stream.deletedUpTo()
                    : stream.newest().sequence();
            long backlog = Math.max(0, newest - oldest + 1 - own.countWithin(oldest, newest));
            of.add(new StoreInspection.Settled(stream.stream(), own.firstMissing(oldest) - 1, own.count(), backlog));
        }
        return new StoreInspection.Destination(name, of);
    }

    private Map<String, Long> setAside() throws IOException {
        Map<String, Long> sizes = new LinkedHashMap<>();
        Path directory = path.resolve(Quarantine.DIRECTORY);
        for (String name : disk.list(directory)) {
            try {
                sizes.put(name, disk.size(directory.resolve(name)));
            } catch (NoSuchFileException deleted) {
                // To make room for another.
            }
        }
        return sizes;
    }
}
