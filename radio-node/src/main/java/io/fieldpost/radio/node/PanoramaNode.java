package io.fieldpost.radio.node;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.receiver.PanoramaAddress;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.settings.RadioSettings;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Puts a node together around one receiver that measures spectra by itself. */
public final class PanoramaNode {
    private final RadioSettings settings;
    private final DriverContext context;
    private final Instrument instrument;
    private final LongSupplier nanoTime;
    private final FirstMissions first;
    private String hardware = "";
    private @Nullable NodeFiles files;
    private @Nullable MissionDesk desk;

    /**
     * Touches nothing yet.
     *
     * @param nanoTime monotonic, as {@link System#nanoTime}
     * @throws DriverException {@code CONFIGURATION} when one receiver can't serve all missions
     */
    public PanoramaNode(RadioSettings settings, PanoramaAddress address, DriverContext context, LongSupplier nanoTime)
            throws DriverException {
        this.settings = settings;
        this.context = context;
        this.nanoTime = nanoTime;
        instrument = Instrument.of(address, settings, context, nanoTime);
        first = new FirstMissions(settings, context);
    }

    /** Reads files and opens the receiver. */
    public void open() throws DriverException {
        files = NodeFiles.read(settings, instrument.ownCalibration());
        hardware = instrument.receiver().open();
    }

    /** Makes the missions ready; what is returned carries them out. */
    public PanoramaLoop start(List<Point> asked, Consumer<Measurement> sink) throws DriverException {
        if (files == null) {
            throw new IllegalStateException("not open");
        }
        PanoramaPort port = instrument.port();
        Recordings recordings = port == null ? null : recordings(sink);
        PanoramaParts parts = new PanoramaParts(
                instrument,
                new Surroundings(
                        hardware,
                        settings.ppm(),
                        instrument.place(),
                        Thermometer.of(settings.calibration().thermometer(), context.source() + "-thermometer"),
                        instrument.gain(),
                        OptionalInt.empty()),
                files,
                first.epoch(),
                new Outlet(context.source(), asked, sink, context.clock()),
                recordings);
        PanoramaWork missions = port == null
                ? new PanoramaMissions(parts, this::misfit)
                : new SharedMissions(parts, port, settings.eb200().demodulation(), this::misfit, nanoTime);
        PanoramaLoop loop = new PanoramaLoop(parts, missions, context, nanoTime);
        desk = new MissionDesk(
                missions,
                loop::request,
                settings,
                first.addTo(missions, settings.sampleRate().hertz()));
        first.tellUnknown(asked, missions, sink);
        if (recordings != null) {
            recordings.start();
        }
        return loop;
    }

    private Recordings recordings(Consumer<Measurement> sink) {
        return new Recordings(
                context,
                settings.evidence().budget().bytes(),
                sink,
                failure -> context.remark(new Remark("recordings", failure)));
    }

    /** The gateway's file is corrected by a person; a mission that was added must not stop the others. */
    private void misfit(String mission, String why) throws DriverException {
        if (settings.missions().stream().map(Mission::name).anyMatch(mission::equals)) {
            throw new DriverException(Reason.CONFIGURATION, why + ": mission " + mission);
        }
        first.remark(mission, why);
    }

    /** Does what was asked of the missions; see {@link MissionDesk}. */
    public Value.Record operate(String operation, Value.Record arguments) throws DriverException {
        if (desk == null) {
            throw new DriverException(Reason.UNREACHABLE, "the receiver has not begun yet");
        }
        return desk.operate(operation, arguments);
    }

    /** Frees the receiver. Any state; does not throw. */
    public void close() {
        instrument.receiver().close();
    }
}
