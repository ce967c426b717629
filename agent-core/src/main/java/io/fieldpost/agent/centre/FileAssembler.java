package io.fieldpost.agent.centre;

import io.fieldpost.agent.publish.JsonValues;
import io.fieldpost.agent.publish.ProfileBatch;
import io.fieldpost.driver.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Puts files together that gateways send in pieces, in whatever order and however often these come, and keeps those whose SHA-512 is right, each
 * with its metadata beside it as {@code NAME.json}. What has not all come is in {@code NAME.part}; which parts of it have come is known to this
 * object alone, so a receiver that begins anew needs all pieces again. Bounded: {@value #MOST_OPEN} files at once, of which the one that
 * has waited longest gives way; names are those of site, gateway, source, transfer and file
 * with {@code ~} between them, and {@code _} for all but letters, digits and {@code . - _}.
 *
 * <p>Any thread. Nothing that comes from outside makes it throw.
 */
public final class FileAssembler {
    static final int MOST_OPEN = 256;
    private static final int MOST_ENDED = 10_000;
    private static final int LONGEST_PART_OF_NAME = 60;

    private final Path directory;
    private final Consumer<FileReport> listener;
    /** The one that something came of last stands last. */
    private final Map<Key, IncomingFile> open = new LinkedHashMap<>();
    /** Late pieces of these begin nothing new. */
    private final Set<Key> ended = new LinkedHashSet<>();

    private record Key(String gateway, String source, String transfer) {}

    /**
     * An assembler that has nothing yet.
     *
     * @param directory exists
     * @param listener is told of each file that ends, well or not; called by whoever gave the piece
     */
    public FileAssembler(Path directory, Consumer<FileReport> listener) {
        this.directory = directory;
        this.listener = listener;
    }

    /** Takes the pieces of files that are in a record; the rest is none of its business. */
    public synchronized void take(ProfileBatch batch) {
        String gateway = batch.gateway().site() + "/" + batch.gateway().id();
        for (Measurement measurement : batch.measurements()) {
            FileChunk.of(measurement).ifPresent(chunk -> take(gateway, chunk));
        }
    }

    /** Files of which something has come, and not all. */
    public synchronized List<FileReport> incomplete() {
        List<FileReport> reports = new ArrayList<>();
        open.forEach((key, file) ->
                reports.add(report(key, file.newest(), file.received(), FileReport.State.INCOMPLETE, "", file.part())));
        return Collections.unmodifiableList(reports);
    }

    private void take(String gateway, FileChunk chunk) {
        Key key = new Key(gateway, chunk.source(), chunk.transfer());
        if (ended.contains(key)) {
            return;
        }
        IncomingFile file = open.remove(key);
        try {
            if (!chunk.failed().isEmpty()) {
                fail(key, chunk, file, "the gateway can't send it: " + chunk.failed());
                return;
            }
            if (file == null) {
                makeRoom();
                file = new IncomingFile(directory.resolve(name(key, chunk) + ".part"), chunk);
            }
            file.take(chunk);
            if (file.isWhole()) {
                finish(key, file);
            } else {
                open.put(key, file);
            }
        } catch (IOException e) {
            fail(key, chunk, file, String.valueOf(e.getMessage()));
        }
    }

    private void makeRoom() {
        if (open.size() >= MOST_OPEN) {
            Map.Entry<Key, IncomingFile> oldest = open.entrySet().iterator().next();
            open.remove(oldest.getKey());
            fail(oldest.getKey(), oldest.getValue().newest(), oldest.getValue(), "too many others came meanwhile");
        }
    }

    private void finish(Key key, IncomingFile file) throws IOException {
        FileChunk last = file.newest();
        if (!file.isRight()) {
            end(key);
            Files.deleteIfExists(file.part());
            listener.accept(report(
                    key, last, file.received(), FileReport.State.DAMAGED, "its SHA-512 is not the one told", null));
            return;
        }
        Path path = directory.resolve(name(key, last));
        Files.write(directory.resolve(name(key, last) + ".json"), JsonValues.json(last.metadata()));
        Files.move(file.part(), path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        end(key);
        listener.accept(report(key, last, file.received(), FileReport.State.COMPLETE, "", path));
    }

    private void fail(Key key, FileChunk chunk, @Nullable IncomingFile file, String why) {
        end(key);
        if (file != null) {
            try {
                Files.deleteIfExists(file.part());
            } catch (IOException e) {
                Logger.debug("{} stays: {}", file.part(), e.getMessage());
            }
        }
        long received = file == null ? 0 : file.received();
        listener.accept(report(key, chunk, received, FileReport.State.FAILED, why, null));
    }

    private void end(Key key) {
        ended.add(key);
        if (ended.size() > MOST_ENDED) {
            ended.remove(ended.iterator().next());
        }
    }

    private static FileReport report(
            Key key, FileChunk chunk, long received, FileReport.State state, String message, @Nullable Path path) {
        return new FileReport(
                key.gateway(),
                key.source(),
                key.transfer(),
                chunk.name(),
                chunk.size(),
                received,
                state,
                message,
                path,
                chunk.metadata());
    }

    /** Of this transfer alone, and in this directory: no part has the {@code ~} between the parts but the first, the gateway's. */
    private static String name(Key key, FileChunk chunk) {
        String gateway = Arrays.stream(key.gateway().split("/", -1))
                .map(FileAssembler::unmistakable)
                .collect(Collectors.joining("~"));
        return gateway + "~" + unmistakable(key.source()) + "~" + key.transfer() + "~" + safe(chunk.name());
    }

    private static String unmistakable(String text) {
        String safe = safe(text);
        return safe.equals(text) ? text : safe + "_" + Integer.toHexString(text.hashCode());
    }

    /** Its end tells what kind of file it is, so a long one loses its beginning. */
    private static String safe(String text) {
        String safe = text.replaceAll("[^A-Za-z0-9._-]", "_");
        return safe.length() > LONGEST_PART_OF_NAME ? safe.substring(safe.length() - LONGEST_PART_OF_NAME) : safe;
    }
}
