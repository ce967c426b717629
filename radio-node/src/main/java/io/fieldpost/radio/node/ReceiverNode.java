package io.fieldpost.radio.node;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.calibration.CalibrationException;
import io.fieldpost.radio.licence.LicenceList;
import io.fieldpost.radio.licence.LicenceListException;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.Receiver;
import io.fieldpost.radio.receiver.ReceiverSetup;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.settings.RadioSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Puts a node together around one receiver: reads the files that the settings name, opens the receiver, and begins its missions. */
public final class ReceiverNode {
    private static final Gain FIRST_CONTROLLED = new Gain.Fixed(207);

    private final RadioSettings settings;
    private final DriverContext context;
    private final Receiver receiver;
    private final LongSupplier nanoTime;
    private long sampleRateHz;
    private String hardware = "";
    private @Nullable CalibrationFiles calibration;
    private @Nullable LicenceList licences;
    private @Nullable MissionDesk desk;

    public ReceiverNode(RadioSettings settings, DriverContext context, Receiver receiver, LongSupplier nanoTime) {
        this.settings = settings;
        this.context = context;
        this.receiver = receiver;
        this.nanoTime = nanoTime;
    }

    /** Reads files and opens the receiver. */
    public void open() throws DriverException {
        try {
            calibration = CalibrationFiles.read(settings.calibration(), false);
            Path list = settings.licences();
            licences = list == null ? null : LicenceList.read(list.toString(), Files.readAllBytes(list));
        } catch (CalibrationException | LicenceListException e) {
            throw new DriverException(Reason.CONFIGURATION, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new DriverException(Reason.CONFIGURATION, "licence list can't be read: " + e.getMessage(), e);
        }
        sampleRateHz = receiver.fixedSampleRateHz().orElse(settings.sampleRate().hertz());
        hardware = receiver.open(setup());
        if (settings.gainIsControlled() && receiver.gainsTenthsOfDb().isEmpty()) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "gain can't be controlled, because the gains of this receiver are not known: " + hardware);
        }
    }

    private ReceiverSetup setup() {
        return settings.setup(sampleRateHz, FIRST_CONTROLLED);
    }

    /** Makes the missions ready; what is returned carries them out. */
    public ReceiverLoop start(List<Point> asked, Consumer<Measurement> sink) throws DriverException {
        Outlet outlet = new Outlet(context.source(), asked, sink, context.clock());
        Recordings recordings = new Recordings(
                context,
                settings.evidence().budget().bytes(),
                sink,
                failure -> context.remark(new Remark("recordings", failure)));
        ReceiverPort port = new ReceiverPort(receiver, sampleRateHz, settings.settleSamples());
        RadioNode node = new RadioNode(parts(outlet, recordings, port), nanoTime);
        ReceiverLoop loop = new ReceiverLoop(receiver, node, context, recordings::close);
        AddedMissions added = addMissions(node);
        desk = new MissionDesk(node, loop, settings, added);
        tellUnknown(asked, node, sink);
        recordings.start();
        return loop;
    }

    private NodeParts parts(Outlet outlet, Recordings recordings, ReceiverPort port) throws DriverException {
        if (calibration == null) {
            throw new IllegalStateException("not open");
        }
        Surroundings surroundings = new Surroundings(
                hardware,
                settings.ppm(),
                Places.of(settings.position(), context),
                setup().gain(),
                receiver.gainTenthsOfDb());
        return new NodeParts(
                port,
                surroundings,
                calibration,
                licences,
                epoch(),
                outlet,
                context.clock(),
                recordings,
                new Description(
                        "fieldpost " + context.gateway() + "/" + context.source(),
                        hardware,
                        port.sampleRateHz(),
                        2,
                        () -> surroundings.geoPoint(context.clock().instant())),
                settings.gainIsControlled() ? receiver.gainsTenthsOfDb() : List.of(),
                settings.evidence());
    }

    private long epoch() throws DriverException {
        try {
            return StartCount.next(
                    context.directory().resolve("starts"),
                    context.clock().instant().getEpochSecond());
        } catch (IOException e) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "the source's own directory can't be written, " + e.getMessage() + ": " + context.directory(),
                    e);
        }
    }

    private AddedMissions addMissions(RadioNode node) throws DriverException {
        for (Mission mission : settings.missions()) {
            try {
                node.add(mission);
            } catch (IllegalArgumentException e) {
                throw new DriverException(Reason.CONFIGURATION, String.valueOf(e.getMessage()), e);
            }
        }
        AddedMissions added;
        try {
            added = AddedMissions.read(context.directory().resolve("missions"));
        } catch (IOException e) {
            throw new DriverException(Reason.CONFIGURATION, "added missions can't be read, " + e.getMessage(), e);
        }
        for (Map.Entry<String, String> text : added.texts().entrySet()) {
            try {
                Mission mission = MissionDesk.read(text.getValue());
                RadioSettings.check(mission, settings.address(), sampleRateHz);
                node.add(mission);
            } catch (DriverException | IllegalArgumentException e) {
                context.remark(new Remark(
                        "missions",
                        text.getKey(),
                        "the added mission " + text.getKey() + " can't be carried out, " + e.getMessage()
                                + "; fieldpost mission remove takes it away"));
            }
        }
        return added;
    }

    /** Points that name no mission are told at once; what a mission gives beside its traces comes when there is some. */
    private void tellUnknown(List<Point> asked, RadioNode node, Consumer<Measurement> sink) {
        Set<String> missions = new HashSet<>();
        node.states().forEach(state -> missions.add(state.name()));
        for (Point point : asked) {
            int slash = point.address().indexOf('/');
            String mission = slash < 0 ? point.address() : point.address().substring(0, slash);
            if (!missions.contains(mission)) {
                sink.accept(Measurement.bad(
                        point, Quality.BAD_ADDRESS_UNKNOWN, context.clock().instant()));
            }
        }
    }

    /** Does what was asked of the missions; see {@link MissionDesk}. */
    public Value.Record operate(String operation, Value.Record arguments) throws DriverException {
        if (desk == null) {
            throw new DriverException(Reason.UNREACHABLE, "the receiver has not begun yet");
        }
        return desk.operate(operation, arguments);
    }
}
