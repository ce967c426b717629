package io.fieldpost.agent.record;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import java.util.Arrays;

/**
 * The points of a batch that is read: what {@link PointTable} wrote. Two that differ in nothing but their numbers, because their
 * addresses did once, have one place here. Lives on from batch to batch. Not thread-safe.
 */
final class PointColumns {
    /** As many as a large batch has; columns that were longer once are not kept. */
    private static final int KEPT = 8192;

    private static final int FIRST = 16;

    private final TextTable texts;
    /** Place of the point with a number. */
    private int[] places = new int[FIRST];

    private int numbers;
    // By place.
    private int[] sources = new int[FIRST];
    private int[] names = new int[FIRST];
    private int[] units = new int[FIRST];
    private byte[] types = new byte[FIRST];
    private int[] hashes = new int[FIRST];
    private int size;
    /** Open addressing over places plus one. */
    private int[] slots = new int[FIRST * 2];
    /** The text that is the source of the last point, and its hash: most have the same. */
    private int sourceHashed = -1;

    private int sourceHash;

    PointColumns(TextTable texts) {
        this.texts = texts;
    }

    /** Begins afresh. */
    void clear() {
        if (numbers > 0) {
            Arrays.fill(slots, 0);
        }
        numbers = 0;
        size = 0;
        sourceHashed = -1;
        if (places.length > KEPT) {
            places = new int[FIRST];
            resize(FIRST);
        }
    }

    /** How many different ones. */
    int size() {
        return size;
    }

    /** How many numbers were given. */
    int numbers() {
        return numbers;
    }

    int place(int number) {
        return places[number];
    }

    boolean hasSourceOf(int place, int other) {
        return sources[place] == sources[other];
    }

    boolean hasTypeAndUnitOf(int place, int other) {
        return types[place] == types[other] && units[place] == units[other];
    }

    void source(int place, TextTarget target) {
        texts.write(sources[place], target);
    }

    void name(int place, TextTarget target) {
        texts.write(names[place], target);
    }

    void unit(int place, TextTarget target) {
        texts.write(units[place], target);
    }

    ValueType type(int place) {
        return PointTable.type(types[place]);
    }

    /** The point as an object, a new one each time; its address is empty. */
    Point point(int place) {
        return new Point(
                texts.string(sources[place]), texts.string(names[place]), "", type(place), texts.string(units[place]));
    }

    /** Reads a point; it has the next number. */
    void read(ByteSource source) throws DamagedBatchException {
        int from = texts.read(source);
        int name = texts.read(source);
        int unit = texts.read(source);
        int type = source.u8();
        if (!PointTable.isType(type)) {
            throw source.damaged("value type " + type);
        }
        if (numbers == places.length) {
            places = Arrays.copyOf(places, numbers * 2);
        }
        if (size == sources.length) {
            resize(size * 2);
        }
        sources[size] = from;
        names[size] = name;
        units[size] = unit;
        types[size] = (byte) type;
        hashes[size] = texts.hash(name) * 31 + sourceHash(from);
        places[numbers++] = placed();
    }

    /** The place of the point behind the last one: that of an equal one, or that where it is, and then it stays there. */
    private int placed() {
        int slot = slotOf(size);
        if (slots[slot] == 0) {
            slots[slot] = ++size;
        }
        return slots[slot] - 1;
    }

    private int slotOf(int place) {
        int mask = slots.length - 1;
        int slot = hashes[place] & mask;
        while (slots[slot] != 0 && !equal(slots[slot] - 1, place)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int sourceHash(int source) {
        if (source != sourceHashed) {
            sourceHashed = source;
            sourceHash = texts.hash(source);
        }
        return sourceHash;
    }

    private boolean equal(int one, int other) {
        return hashes[one] == hashes[other]
                && types[one] == types[other]
                && texts.equal(names[one], names[other])
                && texts.equal(sources[one], sources[other])
                && texts.equal(units[one], units[other]);
    }

    private void resize(int capacity) {
        sources = Arrays.copyOf(sources, capacity);
        names = Arrays.copyOf(names, capacity);
        units = Arrays.copyOf(units, capacity);
        types = Arrays.copyOf(types, capacity);
        hashes = Arrays.copyOf(hashes, capacity);
        slots = new int[capacity * 2];
        for (int place = 0; place < size; place++) {
            slots[slotOf(place)] = place + 1;
        }
    }
}
