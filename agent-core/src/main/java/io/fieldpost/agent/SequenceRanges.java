package io.fieldpost.agent;

import java.util.Arrays;

/**
 * A set of sequence numbers as ranges in rising order that neither touch nor overlap. Small while numbers come nearly in order: it
 * grows with the number of holes. Not thread-safe.
 */
public final class SequenceRanges {
    private long[] firsts = new long[4];
    private long[] lasts = new long[4];
    private int size;

    /** How many ranges; one less is the number of holes. */
    public int count() {
        return size;
    }

    /** The lowest number of a range, counted from 0. */
    public long first(int range) {
        return firsts[range];
    }

    /** The highest number of a range, counted from 0. */
    public long last(int range) {
        return lasts[range];
    }

    /** The lowest number in the set, 0 when it is empty. */
    public long lowest() {
        return size == 0 ? 0 : firsts[0];
    }

    /** The highest number in the set, 0 when it is empty. */
    public long highest() {
        return size == 0 ? 0 : lasts[size - 1];
    }

    /** Adds one number; returns whether it is new. */
    public boolean add(long sequence) {
        if (covers(sequence, sequence)) {
            return false;
        }
        add(sequence, sequence);
        return true;
    }

    /** Adds all numbers from {@code first} to {@code last}; none when {@code last} is the lower one. */
    public void add(long first, long last) {
        if (last < first) {
            return;
        }
        int from = atOrBelow(first);
        if (from < 0 || lasts[from] < first - 1) {
            from++;
        }
        int to = atOrBelow(last == Long.MAX_VALUE ? last : last + 1);
        if (to < from) {
            insert(from, first, last);
        } else {
            firsts[from] = Math.min(firsts[from], first);
            lasts[from] = Math.max(lasts[to], last);
            remove(from + 1, to + 1);
        }
    }

    public void addAll(SequenceRanges other) {
        for (int i = 0; i < other.size; i++) {
            add(other.firsts[i], other.lasts[i]);
        }
    }

    /** Whether all numbers from {@code first} to {@code last} are in the set; true when {@code last} is the lower one. */
    public boolean covers(long first, long last) {
        return last < first || firstMissing(first) > last;
    }

    /** The lowest number at or above {@code from} that is not in the set. */
    public long firstMissing(long from) {
        int at = atOrBelow(from);
        return at >= 0 && from <= lasts[at] ? lasts[at] + 1 : from;
    }

    /** The highest number at or below {@code from} that is not in the set. */
    public long lastMissing(long from) {
        int at = atOrBelow(from);
        return at >= 0 && from <= lasts[at] ? firsts[at] - 1 : from;
    }

    /** How many numbers from {@code first} to {@code last} are in the set. */
    public long countWithin(long first, long last) {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Math.max(0, Math.min(last, lasts[i]) - Math.max(first, firsts[i]) + 1);
        }
        return sum;
    }

    /** Numbers between the lowest and the highest that are not in the set. */
    public long missing() {
        long missing = 0;
        for (int i = 1; i < size; i++) {
            missing += firsts[i] - lasts[i - 1] - 1;
        }
        return missing;
    }

    /** Makes the lowest two ranges one, to save memory; returns how many numbers that adds. */
    public long joinLowest() {
        if (size < 2) {
            return 0;
        }
        long added = firsts[1] - lasts[0] - 1;
        lasts[0] = lasts[1];
        remove(1, 2);
        return added;
    }

    /** What both sets hold. */
    public SequenceRanges and(SequenceRanges other) {
        SequenceRanges both = new SequenceRanges();
        int i = 0;
        int j = 0;
        while (i < size && j < other.size) {
            both.add(Math.max(firsts[i], other.firsts[j]), Math.min(lasts[i], other.lasts[j]));
            if (lasts[i] < other.lasts[j]) {
                i++;
            } else {
                j++;
            }
        }
        return both;
    }

    /** The range that holds a number, or else the one before it; -1 when there is none. */
    private int atOrBelow(long sequence) {
        int at = Arrays.binarySearch(firsts, 0, size, sequence);
        return at >= 0 ? at : -at - 2;
    }

    private void insert(int at, long first, long last) {
        if (size == firsts.length) {
            firsts = Arrays.copyOf(firsts, size * 2);
            lasts = Arrays.copyOf(lasts, size * 2);
        }
        System.arraycopy(firsts, at, firsts, at + 1, size - at);
        System.arraycopy(lasts, at, lasts, at + 1, size - at);
        firsts[at] = first;
        lasts[at] = last;
        size++;
    }

    private void remove(int from, int to) {
        System.arraycopy(firsts, to, firsts, from, size - to);
        System.arraycopy(lasts, to, lasts, from, size - to);
        size -= to - from;
    }
}
