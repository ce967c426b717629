package io.fieldpost.radio.node;

import io.fieldpost.driver.Value;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.recording.SigmfWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Supplier;

/** Where the recordings of one mission go: into the folder, to the centre, and as an event {@code MISSION/recording} that says so. */
final class RecordingOutput implements RecordActivity.Store {
    private final String mission;
    private final Supplier<String> name;
    private final String what;
    private final Recordings recordings;
    private final Description description;
    private final Outlet outlet;

    /**
     * @param name of the next recording
     * @param what is recorded, for people
     */
    RecordingOutput(
            String mission,
            Supplier<String> name,
            String what,
            Recordings recordings,
            Description description,
            Outlet outlet) {
        this.mission = mission;
        this.name = name;
        this.what = what;
        this.recordings = recordings;
        this.description = description;
        this.outlet = outlet;
    }

    @Override
    public SigmfWriter begin(SampleBlock first) throws IOException {
        Files.createDirectories(recordings.folder());
        return SigmfWriter.create(recordings.folder(), name.get(), description.of(first.format(), what));
    }

    @Override
    public void complete(SigmfWriter recording) {
        boolean taken = recordings.later(() -> {
            recording.close();
            Value.Record metadata =
                    new Fields().text("mission", mission).text("what", what).record();
            recordings.sendSigmf(recording.meta(), metadata);
        });
        outlet.event(
                mission + "/recording",
                new Fields()
                        .text("event", taken ? "complete" : "failed")
                        .text("recording", recording.meta().getFileName().toString())
                        .whole("samples", recording.samples())
                        .text("message", taken ? null : "too many recordings wait for the card")
                        .record(),
                outlet.now());
    }

    @Override
    public void failed(IOException cause) {
        outlet.event(
                mission + "/recording",
                new Fields()
                        .text("event", "failed")
                        .text("message", "not recorded, " + cause.getMessage() + ": " + recordings.folder())
                        .record(),
                outlet.now());
    }
}
