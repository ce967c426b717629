package io.fieldpost.driver.transfer;

import io.fieldpost.driver.Value;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What is kept of a transfer until it has ended: the file, and how much of it the store surely has. One small file, replaced as a whole.
 *
 * @param number order of sending
 * @param size of the file when it was taken
 * @param chunkBytes of every piece but the last
 * @param kept bytes that the store has, from the first
 */
record Ticket(OutgoingFile file, long number, long size, int chunkBytes, long kept) {
    private static final String SUFFIX = ".transfer";
    private static final String COMPLETE = "complete";

    Ticket keeping(long bytes) {
        return new Ticket(file, number, size, chunkBytes, bytes);
    }

    static Path path(Path directory, String transfer) {
        return directory.resolve(transfer + SUFFIX);
    }

    static boolean isTicket(Path path) {
        return path.getFileName().toString().endsWith(SUFFIX);
    }

    void write(Path directory) throws IOException {
        Properties lines = new Properties();
        lines.setProperty("transfer", file.transfer());
        lines.setProperty("path", file.path().toAbsolutePath().toString());
        lines.setProperty("name", file.name());
        lines.setProperty("media_type", file.mediaType());
        lines.setProperty("number", Long.toString(number));
        lines.setProperty("size", Long.toString(size));
        lines.setProperty("chunk_bytes", Integer.toString(chunkBytes));
        lines.setProperty("kept", Long.toString(kept));
        int place = 0;
        for (Map.Entry<String, Value> field : file.metadata().fields().entrySet()) {
            lines.setProperty("field." + place, field.getKey());
            lines.setProperty("kind." + place, kind(field.getValue()));
            lines.setProperty("value." + place, text(field.getValue()));
            place++;
        }
        lines.setProperty("fields", Integer.toString(place));
        // A power cut may leave a part of it, which then lacks this.
        lines.setProperty(COMPLETE, "yes");
        Path path = path(directory, file.transfer());
        Path fresh = directory.resolve(file.transfer() + ".new");
        try (Writer out = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
            lines.store(out, null);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws IOException when it is no whole ticket */
    static Ticket read(Path path) throws IOException {
        Properties lines = new Properties();
        try (Reader in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            lines.load(in);
            return of(lines);
        } catch (IllegalArgumentException e) {
            throw new IOException("not a whole ticket of a transfer: " + path, e);
        }
    }

    private static Ticket of(Properties lines) {
        text(lines, COMPLETE);
        Map<String, Value> metadata = new LinkedHashMap<>();
        long fields = number(lines, "fields");
        for (int place = 0; place < fields; place++) {
            metadata.put(
                    text(lines, "field." + place), value(text(lines, "kind." + place), text(lines, "value." + place)));
        }
        OutgoingFile file = new OutgoingFile(
                text(lines, "transfer"),
                Path.of(text(lines, "path")),
                text(lines, "name"),
                text(lines, "media_type"),
                new Value.Record(metadata));
        long size = number(lines, "size");
        long kept = number(lines, "kept");
        long chunkBytes = number(lines, "chunk_bytes");
        if (size < 0 || kept < 0 || kept > size || !FileSender.isChunk(chunkBytes)) {
            throw new IllegalArgumentException("numbers that can't be");
        }
        return new Ticket(file, number(lines, "number"), size, (int) chunkBytes, kept);
    }

    private static String text(Properties lines, String key) {
        String text = lines.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return text;
    }

    private static long number(Properties lines, String key) {
        return Long.parseLong(text(lines, key));
    }

    private static String kind(Value value) {
        return value instanceof Value.Text
                ? "text"
                : value instanceof Value.Int ? "int" : value instanceof Value.Real ? "real" : "bool";
    }

    private static String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.value();
        } else if (value instanceof Value.Int whole) {
            return Long.toString(whole.value());
        }
        return value instanceof Value.Real real
                ? Double.toString(real.value())
                : String.valueOf(((Value.Bool) value).value());
    }

    private static Value value(String kind, String text) {
        return switch (kind) {
            case "text" -> new Value.Text(text);
            case "int" -> new Value.Int(Long.parseLong(text));
            case "real" -> new Value.Real(Double.parseDouble(text));
            case "bool" -> new Value.Bool(Boolean.parseBoolean(text));
            default -> throw new IllegalArgumentException("unknown kind " + kind);
        };
    }
}
