package io.fieldpost.opcua.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Things by the key that each of them knows: open addressing, so that 50,000 points take one array and no entry each. Any thread.
 *
 * @param <K> with {@code equals} and {@code hashCode}; that of a thing never changes
 */
public final class KeyedTable<K, T> {
    private static final int SMALLEST = 16;

    private final Function<T, K> keyOf;
    /** At most three quarters full. */
    private @Nullable T[] slots = slots(SMALLEST);

    private int size;

    /** An empty table. */
    public KeyedTable(Function<T, K> keyOf) {
        this.keyOf = keyOf;
    }

    @SuppressWarnings("unchecked")
    private static <T> @Nullable T[] slots(int count) {
        return (@Nullable T[]) new Object[count];
    }

    /** The thing of this key, or nothing. */
    public synchronized @Nullable T get(K key) {
        return slots[slotOf(key)];
    }

    /** Adds a thing; it takes the place of one with the same key. */
    public synchronized void put(T thing) {
        if (size + 1 > slots.length / 4 * 3) {
            grow();
        }
        int slot = slotOf(keyOf.apply(thing));
        if (slots[slot] == null) {
            size++;
        }
        slots[slot] = thing;
    }

    /** Takes the thing of this key out, if there is one. */
    public synchronized @Nullable T remove(K key) {
        int slot = slotOf(key);
        T gone = slots[slot];
        if (gone == null) {
            return null;
        }
        slots[slot] = null;
        size--;
        // What stands behind it may stand there only because this place was taken.
        int at = slot + 1 & slots.length - 1;
        for (T moved = slots[at]; moved != null; moved = slots[at]) {
            slots[at] = null;
            slots[slotOf(keyOf.apply(moved))] = moved;
            at = at + 1 & slots.length - 1;
        }
        return gone;
    }

    /** How many things there are. */
    public synchronized int size() {
        return size;
    }

    /** All things as they are now, in no order. */
    public synchronized List<T> all() {
        List<T> all = new ArrayList<>(size);
        forEach(all::add);
        return all;
    }

    /** Does something with each thing, in no order; it must leave the table as it is. */
    public synchronized void forEach(Consumer<T> task) {
        for (T thing : slots) {
            if (thing != null) {
                task.accept(thing);
            }
        }
    }

    /** Where the thing of this key stands, or would stand. */
    private int slotOf(K key) {
        // Names that count up have hash codes beside each other: the product's upper bits lie far apart (Fibonacci
        // hashing).
        int at = key.hashCode() * 0x9E3779B9 >>> Integer.numberOfLeadingZeros(slots.length) + 1;
        for (T thing = slots[at]; thing != null && !keyOf.apply(thing).equals(key); thing = slots[at]) {
            at = at + 1 & slots.length - 1;
        }
        return at;
    }

    private void grow() {
        @Nullable T[] before = slots;
        slots = slots(2 * before.length);
        for (T thing : before) {
            if (thing != null) {
                slots[slotOf(keyOf.apply(thing))] = thing;
            }
        }
    }
}
