package io.fieldpost.agent.record;

import io.fieldpost.driver.Value;

/** Values as in a batch, but each by itself, for those that travel one at a time. Not thread-safe. */
public final class ValueBytes {
    private final StringTable strings = new StringTable();
    private final ValueCodec codec = new ValueCodec(strings);
    private final TextTable texts = new TextTable();

    /**
     * Writes one.
     *
     * @throws IllegalArgumentException when it is nested deeper than 32; then nothing was written
     */
    public void write(ByteSink sink, Value value) {
        codec.check(value);
        strings.clear();
        sink.u8(codec.kind(value));
        codec.write(sink, value);
    }

    /** Reads one; the work and the memory are bounded by what is left in {@code source}. */
    public Value read(ByteSource source) throws DamagedBatchException {
        texts.begin(source.all());
        try {
            return ValueCodec.read(source, texts, source.u8(), 0);
        } finally {
            texts.clear();
        }
    }
}
