package io.fieldpost.radio.receiver.eb200;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.position.Position;
import io.fieldpost.radio.receiver.Eb200Address;
import io.fieldpost.radio.receiver.PanoramaReceiver;
import io.fieldpost.radio.receiver.RowQueue;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.Detector;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.Task;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spectra of an R&amp;S monitoring receiver (EB200, EB500, EM100, EM200, PR100, ESMD class): set over SCPI, sent as the EB200 stream. Levels
 * are the receiver's own, calibrated: dBµV at its input, or dBµV/m.
 *
 * <p>A row is suspect for {@code overload} while bit 3 (power) of the SCPI questionable register is set, asked for with {@code
 * stat:ques:cond?} once a second; a receiver that has no such register is never called overloaded. It is suspect for {@code drop} when
 * parts of it did not arrive.
 */
public final class Eb200Receiver implements PanoramaReceiver {
    private final Eb200Address address;
    private final PanoramaSettings settings;
    private final Eb200Listener listener;
    private final InstantSource clock;
    private final RowQueue rows = new RowQueue();
    private final OverloadWatch overload = new OverloadWatch();
    private final RowAssembler assembler;
    private final Eb200Connection connection;
    private final Set<StreamTag> subscribed = EnumSet.noneOf(StreamTag.class);
    private Task task;
    private volatile String antenna = "";
    /** Of the event loop. */
    private boolean lostBeforeSound;

    /**
     * Touches nothing yet.
     *
     * @param threadName of the event loop
     * @param clock times rows of receivers that send no time
     */
    public Eb200Receiver(
            Eb200Address address,
            PanoramaSettings settings,
            Eb200Listener listener,
            String threadName,
            InstantSource clock) {
        this.address = address;
        this.settings = settings;
        task = settings.task();
        this.listener = listener;
        this.clock = clock;
        boolean mean = settings.detector() == Detector.RMS || settings.detector() == Detector.AVERAGE;
        double measureSeconds = mean ? settings.measureTime().toNanos() * 1e-9 : 0;
        assembler = new RowAssembler(clock, overload::overloaded, measureSeconds, rows::offer);
        connection = new Eb200Connection(address, settings.transport(), threadName, this::accept, rows::end);
    }

    @Override
    public String open() throws DriverException {
        String identity = connection.open();
        ScpiClient control = connection.control();
        ReceiverCommands.optional().forEach(control::command);
        control.clearErrors();
        ReceiverCommands.of(settings).forEach(control::command);
        control.requireNoErrors(settings.task().toString());
        antenna = control.queryIfKnown("syst:ant:rx:name1?").strip().replaceAll("^[\"']|[\"']$", "");
        subscribed.addAll(settings.task().tags());
        subscribed.addAll(settings.also());
        String level = settings.fieldStrength() ? "fstr" : "volt:ac";
        connection.subscribe(subscribed, List.of(level, "opt", "swap"));
        control.command("init:imm");
        control.requireNoErrors("start of measuring");
        return identity;
    }

    /**
     * Has it look at something else, with the same detector, time, attenuation and transport. Rows that are on their way may still be of the task
     * before ({@link Task#shows}); a scan begins anew.
     *
     * @throws DriverException {@code REFUSED} in the receiver's words, and then it is somewhere between the two tasks
     */
    public void retask(Task next) throws DriverException {
        ScpiClient control = connection.control();
        // Some receivers have one queue of errors for all who control them.
        control.clearErrors();
        ReceiverCommands.change(task, next).forEach(control::command);
        task = next;
        control.requireNoErrors(next.toString());
        Set<StreamTag> more = EnumSet.copyOf(next.tags());
        more.removeAll(subscribed);
        if (!more.isEmpty()) {
            connection.subscribeAlso(more);
            subscribed.addAll(more);
        }
        connection.betweenDatagrams(assembler::forget);
        control.command("init:imm");
        control.requireNoErrors("start of measuring");
        overload.again();
    }

    private void accept(Attribute attribute, boolean gap) throws MalformedDatagramException {
        lostBeforeSound |= gap;
        StreamTag tag = StreamTag.of(attribute.tag());
        if (tag == null) {
            return;
        }
        switch (tag) {
            case PSCAN, PSCAN_LONG -> assembler.pscan(attribute, gap);
            case FSCAN -> assembler.fscan(attribute, gap);
            case IFPAN, IFPAN_LONG -> assembler.ifpan(attribute);
            case CW, CW_LONG -> listener.level(LevelReading.read(attribute, clock.instant()));
            case AUDIO -> {
                listener.audio(AudioBlock.read(attribute, lostBeforeSound));
                lostBeforeSound = false;
            }
            case GPSCOMPASS -> {
                Position position = GpsCompass.read(attribute).position();
                if (position != null) {
                    listener.position(position);
                }
            }
            case IF -> {
                // Not subscribed to here.
            }
        }
    }

    @Override
    public @Nullable SpectrumRow take(Duration patience) throws DriverException, InterruptedException {
        overload.ask(connection.control(), System.nanoTime());
        return rows.take(patience, () -> late(patience));
    }

    /**
     * Waits for the next complete row; for who has something else to do meanwhile.
     *
     * @return null when none came in this time
     * @throws DriverException why the connection ended
     */
    public @Nullable SpectrumRow poll(Duration patience) throws DriverException, InterruptedException {
        overload.ask(connection.control(), System.nanoTime());
        return rows.poll(patience);
    }

    /** The words for rows that did not come for so long. */
    public DriverException late(Duration patience) {
        return new DriverException(
                Reason.TIMEOUT,
                "no complete spectrum for " + patience.toMillis() + " ms, " + connection.condition()
                        + "; check that a firewall lets datagrams through: " + address);
    }

    /** What the receiver calls its antenna; empty when it has no name for it. Any thread. */
    public String antenna() {
        return antenna;
    }

    /** Datagrams that did not arrive or could not be read, and rows that were thrown away or not fetched. Any thread. */
    @Override
    public long dropped() {
        return connection.dropped() + assembler.abandoned() + rows.dropped();
    }

    @Override
    public void close() {
        connection.close();
    }
}
