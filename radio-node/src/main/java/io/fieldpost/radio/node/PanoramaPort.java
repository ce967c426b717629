package io.fieldpost.radio.node;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.receiver.eb200.Eb200Receiver;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.Task;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An R&amp;S receiver as its missions share it: one of them at a time says what it is to look at. What they say is carried out after the step in
 * which they say it, because a receiver may refuse. One thread, that which takes receptions.
 */
final class PanoramaPort {
    private static final Duration TICK = Duration.ofMillis(100);

    /**
     * What somebody wants to look at.
     *
     * @param mission for messages
     * @param task what to look at
     */
    record Wish(String mission, Task task) {}

    private final Eb200Receiver receiver;
    private final Queue<Reception> besides;
    private final @Nullable ScanRange range;
    private final @Nullable Task scan;
    private final Function<Task, Duration> patience;
    private final LongSupplier nanoTime;
    private @Nullable Task current;
    private @Nullable Wish wish;
    private @Nullable SpectrumRow other;
    private long shownNanos;
    private boolean besideFirst;

    /**
     * @param besides what the receiver gives besides spectra; filled by another thread
     * @param range what it scans; null when no mission has a band
     * @param scan the task that does
     * @param current what it looks at when it is opened
     * @param patience how long a task may take for one row
     */
    PanoramaPort(
            Eb200Receiver receiver,
            Queue<Reception> besides,
            @Nullable ScanRange range,
            @Nullable Task scan,
            Task current,
            Function<Task, Duration> patience,
            LongSupplier nanoTime) {
        this.receiver = receiver;
        this.besides = besides;
        this.range = range;
        this.scan = scan;
        this.current = current;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** What it scans for the missions with bands; null when there are none. */
    @Nullable
    ScanRange range() {
        return range;
    }

    /** The task that scans it. */
    @Nullable
    Task scan() {
        return scan;
    }

    /** From now on it waits for rows. */
    void begin() {
        shownNanos = nanoTime.getAsLong();
    }

    /**
     * Waits for the next reception, a tenth of a second at most.
     *
     * @throws DriverException {@code TIMEOUT} when it does not show what it was told to look at, or why the connection ended
     */
    Reception take() throws DriverException, InterruptedException {
        // In turn, so that a flood of one kind does not hold up the other.
        besideFirst = !besideFirst;
        Reception beside = besideFirst ? besides.poll() : null;
        if (beside != null) {
            return beside;
        }
        SpectrumRow row = receiver.poll(besides.isEmpty() ? TICK : Duration.ZERO);
        Task task = current;
        if (row != null && (task == null || task.shows(row))) {
            shownNanos = nanoTime.getAsLong();
            other = null;
        } else {
            other = row == null ? other : row;
            checkPatience(task);
        }
        if (row != null) {
            return new Reception.Row(row);
        }
        beside = besides.poll();
        return beside == null ? new Reception.Nothing() : beside;
    }

    private void checkPatience(@Nullable Task task) throws DriverException {
        if (task == null
                || nanoTime.getAsLong() - shownNanos <= patience.apply(task).toNanos()) {
            return;
        }
        SpectrumRow shown = other;
        if (shown == null) {
            throw receiver.late(patience.apply(task));
        }
        throw new DriverException(
                Reason.TIMEOUT,
                "receiver shows " + Math.round(shown.startHz()) + " Hz and above in steps of "
                        + Math.round(shown.stepHz()) + " Hz for "
                        + patience.apply(task).toMillis()
                        + " ms, and was told " + task + "; check that nobody else controls it");
    }

    /** Has it look at something else once the step under way is done; the last of several wishes counts. */
    void want(String mission, Task task) {
        wish = new Wish(mission, task);
    }

    /**
     * Carries out what was wished for; nothing when it looks there already.
     *
     * @return the wish that it refused, with {@code refusal} saying why; null when all is well
     * @throws DriverException when the receiver is lost
     */
    @Nullable
    Refusal carryOut() throws DriverException {
        Wish next = wish;
        wish = null;
        if (next == null || next.task().equals(current)) {
            return null;
        }
        current = null;
        try {
            receiver.retask(next.task());
        } catch (DriverException e) {
            if (e.reason() == Reason.REFUSED) {
                return new Refusal(next, e);
            }
            throw e;
        }
        current = next.task();
        other = null;
        begin();
        return null;
    }

    /**
     * A wish that the receiver refused.
     *
     * @param wish which one
     * @param cause in the receiver's words
     */
    record Refusal(Wish wish, DriverException cause) {}
}
