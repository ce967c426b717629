package io.fieldpost.radio.node;

import io.fieldpost.radio.demodulation.Audio;
import io.fieldpost.radio.licence.AlarmKind;
import io.fieldpost.radio.licence.ChannelAlarm;
import io.fieldpost.radio.mission.MissionScheduler;
import io.fieldpost.radio.mission.Timing;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.recording.EventRecording;
import io.fieldpost.radio.recording.EventRequest;
import io.fieldpost.radio.recording.PreTrigger;
import io.fieldpost.radio.recording.SigmfCapture;
import io.fieldpost.radio.recording.WavWriter;
import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.settings.EvidenceSettings;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Makes evidence of alarms: the spectrum before and during, samples from before the alarm as far as memory holds them, a recording from now
 * on, and its sound. A recording takes the receiver from every mission for as long as the settings say, and there are so many an hour at
 * most. One thread, save what {@link Recordings} does.
 */
final class Evidence {
    private static final int PRIORITY = 101;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final double NARROWEST_HZ = 12_500;

    private final MissionScheduler<SampleBlock> scheduler;
    private final ReceiverPort port;
    private final Recordings recordings;
    private final Description description;
    private final Outlet outlet;
    private final EvidenceSettings settings;
    private final SpectralEvidence spectra;
    private final ArrayDeque<Long> begunNanos = new ArrayDeque<>();
    private @Nullable PreTrigger before;
    private @Nullable EventRecording beingWritten;
    private SampleFormat format = SampleFormat.CU8;
    private boolean settled;

    Evidence(
            MissionScheduler<SampleBlock> scheduler,
            ReceiverPort port,
            Recordings recordings,
            Description description,
            Outlet outlet,
            EvidenceSettings settings) {
        this.scheduler = scheduler;
        this.port = port;
        this.recordings = recordings;
        this.description = description;
        this.outlet = outlet;
        this.settings = settings;
        spectra = new SpectralEvidence(outlet);
        port.tellTunings(this::tuned);
    }

    private void tuned(long centerHz, long goodFrom) {
        settled = true;
        if (before != null) {
            before.tuned(centerHz, goodFrom);
        }
    }

    /** Keeps a block, in case something happens. */
    void keep(SampleBlock block, Instant now) {
        if (settings.before().bytes() == 0 || !settled) {
            return;
        }
        PreTrigger keeping = before;
        if (keeping == null) {
            keeping = new PreTrigger(settings.before().bytes(), block.format(), port.sampleRateHz());
            keeping.tuned(port.centerHz(), block.firstSample());
            before = keeping;
            format = block.format();
        }
        keeping.accept(
                block.iq(),
                block.length(),
                block.firstSample(),
                port.dropped(),
                now.getEpochSecond() * 1_000_000_000L + now.getNano());
        finishWritten();
    }

    /**
     * Makes evidence of an alarm.
     *
     * @param mission which saw it
     * @param quiet the last row of it from before the emission; null when there is none
     * @param row the row that raised the alarm
     * @param hopCenterHz where the receiver was tuned when it saw this frequency
     * @param emissionClass what the emission is, as far as that is known
     * @return name of what is recorded; null when nothing is
     */
    @Nullable
    String of(
            ChannelAlarm alarm,
            String mission,
            @Nullable SpectrumRow quiet,
            SpectrumRow row,
            long hopCenterHz,
            String emissionClass,
            long nowNanos) {
        String name = spectra.of(alarm, mission, quiet, row);
        if (name == null) {
            return null;
        }
        boolean onAir = alarm.kind() != AlarmKind.LICENSED_ABSENT;
        if (onAir && mayRecord(nowNanos)) {
            recordBefore(alarm, name, hopCenterHz);
            recordNow(alarm, mission, name, emissionClass, nowNanos);
        }
        return name;
    }

    private boolean mayRecord(long nowNanos) {
        while (!begunNanos.isEmpty() && nowNanos - begunNanos.peek() > HOUR.toNanos()) {
            begunNanos.remove();
        }
        if (settings.after().isZero() || begunNanos.size() >= settings.perHour()) {
            return false;
        }
        begunNanos.add(nowNanos);
        return true;
    }

    /** What memory still holds of the last visit to this frequency. */
    private void recordBefore(ChannelAlarm alarm, String name, long hopCenterHz) {
        PreTrigger held = before;
        if (held == null || held.recording()) {
            return;
        }
        try {
            Files.createDirectories(recordings.folder());
            beingWritten = held.trigger(
                            new EventRequest(
                                    recordings.folder(),
                                    name + "-before",
                                    description.of(format, alarm.message()),
                                    SigmfCapture.of(0, alarm.time(), hopCenterHz),
                                    held.holds(),
                                    Duration.ZERO,
                                    alarm.kind().name(),
                                    alarm.message()),
                            hopCenterHz)
                    .orElse(null);
        } catch (IOException e) {
            failed(name, e);
        }
    }

    private void finishWritten() {
        EventRecording written = beingWritten;
        if (written == null || written.state() == EventRecording.State.WRITING) {
            return;
        }
        beingWritten = null;
        if (written.state() == EventRecording.State.WRITTEN) {
            recordings.later(() -> {
                Path meta = written.finish();
                recordings.sendSigmf(
                        meta, new Fields().text("what", "before an alarm").record());
            });
        }
    }

    private void recordNow(ChannelAlarm alarm, String mission, String name, String emissionClass, long nowNanos) {
        double bandwidth = Math.max(NARROWEST_HZ, alarm.evidence().bandwidthHz());
        long frequency = Math.round(alarm.evidence().centerHz());
        Sound.Channel sound = Sound.of(port.sampleRateHz(), bandwidth / 1.5, emissionClass);
        long center = ChannelTap.center(port, frequency, bandwidth);
        ChannelTap tap =
                sound == null ? null : new ChannelTap(port, frequency, center, sound.bandwidthHz(), sound.decimation());
        RecordActivity record = new RecordActivity(
                port,
                center,
                settings.after().toNanos() * port.sampleRateHz() / 1_000_000_000L,
                new RecordingOutput(mission, () -> name, alarm.message(), recordings, description, outlet),
                outlet::now);
        scheduler.add(
                "evidence-" + name,
                new EvidenceActivity(record, tap, sound, new SoundOutput(name)),
                Timing.once(PRIORITY),
                nowNanos);
    }

    /** The sound of one recording: beside it, and to the centre. */
    private final class SoundOutput implements EvidenceActivity.SoundStore {
        private final String name;

        SoundOutput(String name) {
            this.name = name;
        }

        @Override
        public WavWriter begin() throws IOException {
            Files.createDirectories(recordings.folder());
            return WavWriter.create(recordings.folder().resolve(name + ".wav"), Audio.RATE_HZ, 1);
        }

        @Override
        public void complete(WavWriter sound) {
            recordings.later(() -> {
                sound.close();
                recordings.send(
                        recordings.folder().resolve(name + ".wav"),
                        "audio/wav",
                        new Fields().text("what", "sound of " + name).record());
            });
        }

        @Override
        public void failed(IOException cause) {
            Evidence.this.failed(name, cause);
        }
    }

    private void failed(String name, IOException cause) {
        outlet.event(
                "recording",
                new Fields()
                        .text("event", "failed")
                        .text("recording", name)
                        .text("message", "not recorded, " + cause.getMessage() + ": " + recordings.folder())
                        .record(),
                outlet.now());
    }

    /** No more samples will come. */
    void end() {
        if (before != null) {
            before.endOfSamples();
            finishWritten();
        }
    }
}
