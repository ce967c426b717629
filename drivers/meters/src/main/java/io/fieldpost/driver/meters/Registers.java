package io.fieldpost.driver.meters;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every register of a line, with the value of its last quarter where a point wants one. For one thread. */
final class Registers {
    private final RegisterBook book;
    private final Duration patience;
    private final Map<String, EnergyRegister> counters = new LinkedHashMap<>();
    private final Map<String, QuarterMark> marks = new LinkedHashMap<>();
    private boolean important;

    /** @param patience as {@link EnergyRegister} */
    Registers(RegisterBook book, Duration patience) {
        this.book = book;
        this.patience = patience;
    }

    /** Judges a reading of a register; once for each reading. */
    EnergyRegister.Verdict judge(PointAddress address, long digits, Instant at) {
        DecimalFormat format = (DecimalFormat) address.item().format();
        EnergyRegister counter = counters.computeIfAbsent(address.register(), key -> {
            EnergyRegister fresh = new EnergyRegister(format.fullScale(), patience);
            RegisterEntry known = book.entry(key);
            Instant knownAt = known == null ? null : known.lastAt();
            if (known != null && knownAt != null) {
                fresh.resume(known.last(), knownAt);
            }
            return fresh;
        });
        EnergyRegister.Verdict verdict = counter.judge(digits, at);
        switch (verdict.meaning()) {
            case ROLLED_OVER, REPLACED -> important = true;
            case OVERSHOT -> takeBack(address, verdict, digits, at);
            case RISES, RECOVERED, FELL -> {
                // Nothing that must outlive a kill.
            }
        }
        return verdict;
    }

    /** A quarter's value that was too high is not kept until the next quarter. */
    private void takeBack(PointAddress address, EnergyRegister.Verdict verdict, long digits, Instant at) {
        important = true;
        QuarterMark mark = mark(address);
        if (mark != null && mark.at().equals(verdict.beforeAt())) {
            marks.put(address.register(), new QuarterMark(digits, at, true));
        }
    }

    /** The last quarter that there is a value of; null when there is none. */
    @Nullable
    QuarterMark mark(PointAddress address) {
        QuarterMark mark = marks.get(address.register());
        RegisterEntry known = mark == null ? book.entry(address.register()) : null;
        return known == null ? mark : known.mark();
    }

    /** Takes a reading that was believed as the value of its quarter, unless there is one already. */
    QuarterMark markFrom(PointAddress address, long digits, Instant at, boolean uncertain) {
        QuarterMark known = mark(address);
        if (known != null && known.isOf(at)) {
            return known;
        }
        QuarterMark mark = new QuarterMark(digits, at, uncertain);
        marks.put(address.register(), mark);
        important = true;
        return mark;
    }

    /** Hands what is new to the book. */
    void noteIn(RegisterBook into) {
        List<RegisterEntry> news = new ArrayList<>();
        Map<String, Boolean> keys = new LinkedHashMap<>();
        counters.keySet().forEach(key -> keys.put(key, true));
        marks.keySet().forEach(key -> keys.put(key, true));
        for (String key : keys.keySet()) {
            EnergyRegister counter = counters.get(key);
            QuarterMark mark = marks.get(key);
            RegisterEntry before = into.entry(key);
            news.add(new RegisterEntry(
                    key,
                    counter == null ? 0 : counter.last(),
                    counter == null ? null : counter.lastAt(),
                    mark == null && before != null ? before.mark() : mark));
        }
        into.note(news, important);
        important = false;
    }
}
