package io.fieldpost.radio.recording;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the chunks of a WAV file say (Microsoft, Multimedia Programming Interface and Data Specifications 1.0, RIFF; EBU Tech 3306 for
 * RF64), in whatever order they stand. The data's size is not trusted: 0, all ones or more than there is mean "to the end of the file",
 * which is what a program that was killed leaves.
 *
 * @param encoding 1 = whole numbers, 3 = IEEE 754
 * @param channels interleaved
 * @param sampleRateHz samples per second of each channel
 * @param bits of one value
 * @param dataAt index of the data's first byte
 * @param dataBytes how many there are
 * @param centerHz from the {@code auxi} chunk of SDR programs
 * @param start from the same
 */
record WavHeader(
        int encoding,
        int channels,
        long sampleRateHz,
        int bits,
        long dataAt,
        long dataBytes,
        OptionalLong centerHz,
        Optional<Instant> start) {
    private static final int MOST_CHUNKS = 1000;
    private static final long ALL_ONES = 0xFFFF_FFFFL;
    private static final int FORMAT_BYTES = 16;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int EXTENSIBLE_BYTES = 26;
    private static final int AUXILIARY_BYTES = 36;

    /** Reads the chunks of an open file. */
    static WavHeader read(FileChannel file) throws IOException {
        Chunks chunks = new Chunks(file);
        chunks.read();
        return chunks.header();
    }

    /** What was found so far. */
    private static final class Chunks {
        private final FileChannel file;
        private final long size;
        private long largeDataBytes = -1;
        private long dataAt = -1;
        private long dataBytes;
        private int encoding = -1;
        private int channels;
        private long rate;
        private int bits;
        private OptionalLong centerHz = OptionalLong.empty();
        private Optional<Instant> start = Optional.empty();

        Chunks(FileChannel file) throws IOException {
            this.file = file;
            size = file.size();
        }

        void read() throws IOException {
            String kind = name(bytes(0, 12), 0);
            if (!kind.equals("RIFF") && !kind.equals("RF64")
                    || !name(bytes(0, 12), 8).equals("WAVE")) {
                throw new RecordingException("not a WAV file: it does not begin with RIFF and WAVE");
            }
            long at = 12;
            for (int count = 0; at + 8 <= size; count++) {
                if (count == MOST_CHUNKS) {
                    throw new RecordingException("wav file has more than " + MOST_CHUNKS + " chunks");
                }
                ByteBuffer head = bytes(at, 8);
                long length = chunk(name(head, 0), at + 8, head.getInt(4) & ALL_ONES);
                at += 8 + length + (length & 1);
            }
        }

        /** Takes a chunk in and returns its real length. */
        private long chunk(String name, long at, long length) throws IOException {
            switch (name) {
                case "fmt " -> format(at, length);
                case "ds64" -> largeDataBytes = length >= 16 ? bytes(at, 16).getLong(8) : -1;
                case "auxi" -> auxiliary(at, length);
                case "data" -> {
                    return data(at, length);
                }
                default -> {
                    // Texts, cue points and padding say nothing about samples.
                }
            }
            return length;
        }

        private void format(long at, long length) throws IOException {
            if (length < FORMAT_BYTES) {
                throw new RecordingException("wav file's fmt chunk at byte " + at + " is too short: " + length);
            }
            ByteBuffer format = bytes(at, FORMAT_BYTES);
            encoding = format.getShort(0) & 0xFFFF;
            channels = format.getShort(2) & 0xFFFF;
            rate = format.getInt(4) & ALL_ONES;
            bits = format.getShort(14) & 0xFFFF;
            if (encoding == EXTENSIBLE && length >= EXTENSIBLE_BYTES) {
                encoding = bytes(at, EXTENSIBLE_BYTES).getShort(24) & 0xFFFF;
            }
            if (channels == 0 || rate == 0) {
                throw new RecordingException(
                        "wav file's fmt chunk at byte " + at + " has " + channels + " channels at " + rate + " Hz");
            }
        }

        private long data(long at, long length) {
            if (dataAt >= 0) {
                return length;
            }
            dataAt = at;
            long told = length == ALL_ONES && largeDataBytes >= 0 ? largeDataBytes : length;
            boolean toTheEnd = length == 0 || told > size - at;
            dataBytes = toTheEnd ? size - at : told;
            return dataBytes;
        }

        /** Two SYSTEMTIMEs and then the centre; programs that put XML there instead are passed over. */
        private void auxiliary(long at, long length) throws IOException {
            if (length < AUXILIARY_BYTES || length > size - at) {
                return;
            }
            ByteBuffer facts = bytes(at, AUXILIARY_BYTES);
            long center = facts.getInt(32) & ALL_ONES;
            if (facts.get(0) == '<' || center == 0) {
                return;
            }
            centerHz = OptionalLong.of(center);
            try {
                start = Optional.of(LocalDateTime.of(
                                facts.getShort(0),
                                facts.getShort(2),
                                facts.getShort(6),
                                facts.getShort(8),
                                facts.getShort(10),
                                facts.getShort(12),
                                facts.getShort(14) * 1_000_000)
                        .toInstant(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                start = Optional.empty();
            }
        }

        WavHeader header() throws RecordingException {
            if (encoding < 0 || dataAt < 0) {
                throw new RecordingException("wav file has no " + (encoding < 0 ? "fmt" : "data") + " chunk");
            }
            return new WavHeader(encoding, channels, rate, bits, dataAt, dataBytes, centerHz, start);
        }

        private ByteBuffer bytes(long at, int count) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
            while (buffer.hasRemaining()) {
                if (file.read(buffer, at + buffer.position()) < 0) {
                    throw ended(at, count);
                }
            }
            return buffer;
        }

        private static EOFException ended(long at, int count) {
            return new EOFException("wav file ends within the " + count + " bytes at byte " + at);
        }

        private static String name(ByteBuffer from, int at) {
            byte[] name = new byte[4];
            from.get(at, name);
            return new String(name, StandardCharsets.ISO_8859_1);
        }
    }
}
