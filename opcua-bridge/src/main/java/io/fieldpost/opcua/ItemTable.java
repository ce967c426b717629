package io.fieldpost.opcua;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The items of a subscription by their client handles: open addressing, since handles count up and nothing is boxed to look for one.
 * Any thread may look; changes come one after the other.
 */
final class ItemTable {
    private static final int SMALLEST = 64;

    /** Made anew with each change, and never changed then. */
    private volatile @Nullable WatchedItem[] slots = new WatchedItem[SMALLEST];

    /** The item of a handle, or nothing. */
    @Nullable
    WatchedItem find(int handle) {
        @Nullable WatchedItem[] table = slots;
        int at = handle & table.length - 1;
        for (WatchedItem item = table[at]; item != null; item = table[at]) {
            if (item.handle() == handle) {
                return item;
            }
            at = at + 1 & table.length - 1;
        }
        return null;
    }

    /** Adds items that have their handles, before the server hears of them. */
    synchronized void add(Collection<WatchedItem> items) {
        rebuild(Stream.concat(all(), items.stream()).toArray(WatchedItem[]::new));
    }

    /** Forgets items. */
    synchronized void remove(Collection<WatchedItem> items) {
        rebuild(all().filter(item -> !items.contains(item)).toArray(WatchedItem[]::new));
    }

    private Stream<WatchedItem> all() {
        return Arrays.stream(slots).filter(item -> item != null);
    }

    private void rebuild(WatchedItem[] items) {
        int size = SMALLEST;
        while (size < items.length + items.length / 3) {
            size *= 2;
        }
        @Nullable WatchedItem[] table = new WatchedItem[size];
        for (WatchedItem item : items) {
            int at = item.handle() & size - 1;
            while (table[at] != null) {
                at = at + 1 & size - 1;
            }
            table[at] = item;
        }
        slots = table;
    }
}
