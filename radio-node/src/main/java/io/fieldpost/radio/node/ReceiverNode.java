package io.fieldpost.radio.node;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.Receiver;
import io.fieldpost.radio.receiver.ReceiverSetup;
import io.fieldpost.radio.settings.RadioSettings;
import java.util.List;
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
    private final FirstMissions missions;
    private long sampleRateHz;
    private String hardware = "";
    private @Nullable NodeFiles files;
    private volatile @Nullable MissionDesk desk;

    public ReceiverNode(RadioSettings settings, DriverContext context, Receiver receiver, LongSupplier nanoTime) {
        this.settings = settings;
        this.context = context;
        this.receiver = receiver;
        this.nanoTime = nanoTime;
        missions = new FirstMissions(settings, context);
    }

    /** Reads files and opens the receiver. */
    public void open() throws DriverException {
        files = NodeFiles.read(settings, false);
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
        SettleTrial.Begin begin = () -> {
            desk = new MissionDesk(node, loop::request, settings, missions.addTo(node, sampleRateHz));
            missions.tellUnknown(asked, node, sink);
        };
        if (settings.measureSettle()) {
            // On the thread that takes blocks: the runner may allow less time for a start.
            loop.first(new SettleTrial(port, tunings(), outlet, nanoTime, begin));
        } else {
            begin.begin();
        }
        recordings.start();
        return loop;
    }

    private SettleTrial.Pair tunings() throws DriverException {
        try {
            return SettleTrial.Pair.of(settings.missions(), sampleRateHz);
        } catch (IllegalArgumentException e) {
            throw new DriverException(Reason.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    private NodeParts parts(Outlet outlet, Recordings recordings, ReceiverPort port) throws DriverException {
        if (files == null) {
            throw new IllegalStateException("not open");
        }
        Surroundings surroundings = new Surroundings(
                hardware,
                settings.ppm(),
                Places.of(settings.position(), context),
                Thermometer.of(settings.calibration().thermometer(), context.source() + "-thermometer"),
                setup().gain(),
                receiver.gainTenthsOfDb());
        return new NodeParts(
                port,
                surroundings,
                files.calibration(),
                files.licences(),
                missions.epoch(),
                outlet,
                context.clock(),
                recordings,
                new Description(
                        "fieldpost " + context.gateway() + "/" + context.source(),
                        hardware,
                        port.sampleRateHz(),
                        2,
                        () -> surroundings.geoPoint(context.clock().instant())),
                receiver.gainsTenthsOfDb(),
                settings.gainIsControlled(),
                settings.noiseSource(),
                settings.evidence());
    }

    /** Does what was asked of the missions; see {@link MissionDesk}. */
    public Value.Record operate(String operation, Value.Record arguments) throws DriverException {
        MissionDesk begun = desk;
        if (begun == null) {
            throw new DriverException(
                    Reason.UNREACHABLE, "the receiver has not begun its missions yet; ask again in some seconds");
        }
        return begun.operate(operation, arguments);
    }
}
