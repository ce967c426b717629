package io.fieldpost.radio.node;

import io.fieldpost.driver.Value;
import io.fieldpost.radio.receiver.eb200.AudioBlock;
import io.fieldpost.radio.settings.Mission;
import java.io.IOException;
import java.nio.file.Path;

/** Where the sound of one mission goes: into the folder of recordings, to the centre, and as an event {@code MISSION/recording} that says so. */
final class SoundOutput implements SoundActivity.Store {
    private final Mission mission;
    private final Recordings recordings;
    private final Outlet outlet;

    SoundOutput(Mission mission, Recordings recordings, Outlet outlet) {
        this.mission = mission;
        this.recordings = recordings;
        this.outlet = outlet;
    }

    @Override
    public SoundFile begin(AudioBlock first) throws IOException {
        Path file = recordings.folder().resolve(Recordings.name(mission.name(), outlet.now()) + ".wav");
        return SoundFile.create(file, first, mission.length().toNanos() / 1e9);
    }

    @Override
    public void complete(SoundFile sound, String remark) {
        boolean taken = recordings.later(() -> {
            sound.close();
            recordings.send(sound.path(), "audio/wav", metadata(sound, remark));
        });
        Fields fields = new Fields()
                .text("event", taken ? "complete" : "failed")
                .text("recording", sound.path().getFileName().toString());
        outlet.event(
                mission.name() + "/recording",
                sound.addTo(fields)
                        .text("message", taken ? remark : "too many recordings wait for the card")
                        .record(),
                outlet.now());
    }

    private Value.Record metadata(SoundFile sound, String remark) {
        Fields fields = new Fields().text("mission", mission.name()).text("what", "sound of mission " + mission.name());
        if (mission.record() != null) {
            fields.hertz("frequency_hz", mission.record().hertz());
        }
        return sound.addTo(fields).text("remark", remark).record();
    }

    @Override
    public void failed(String why) {
        outlet.event(
                mission.name() + "/recording",
                new Fields()
                        .text("event", "failed")
                        .text("message", why + ": " + recordings.folder())
                        .record(),
                outlet.now());
    }
}
