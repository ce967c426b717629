package io.fieldpost.agent.cli;

import io.fieldpost.agent.Drivers;
import io.fieldpost.agent.browse.BrowseContext;
import io.fieldpost.agent.browse.DeviceSettings;
import io.fieldpost.agent.browse.PointsText;
import io.fieldpost.agent.browse.TreeText;
import io.fieldpost.config.Result;
import io.fieldpost.config.Secret;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.driver.Browsable;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.UncheckedDriverException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fieldpost browse}. */
@Command(
        name = "browse",
        description = {
            "Show what a machine has, as a tree: names, values, units, and the addresses to write as points.",
            "With --points it prints the points themselves, ready for the gateway's file."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:what there is was printed, or as much as was asked for",
            "1:the machine can't be reached, or refuses, as printed",
            "2:the command line, a setting or an address is wrong, as printed",
            "130, 143:it was asked to stop, and has closed its session"
        })
final class BrowseCommand implements Callable<Integer> {
    private static final long CLOSE_SECONDS = 5;
    private static final int MOST_LEVELS = 64;

    @Parameters(
            index = "0",
            paramLabel = "WHERE",
            description = "The machine's URL, such as opc.tcp://10.20.0.11:4840, or the name of a source in --file.")
    @SuppressWarnings("NullAway.Init")
    private String where;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FROM",
            defaultValue = "",
            description = "Address where to begin; without it, the machine's own beginning.")
    @SuppressWarnings("NullAway.Init")
    private String from;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            defaultValue = "/etc/fieldpost/fieldpost.yaml",
            description = "The gateway's YAML file, when WHERE is a source; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--points", description = "Print points for a gateway's file in place of the tree.")
    private boolean points;

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "64",
            description = "How many levels to look down; default: ${DEFAULT-VALUE}.")
    private int depth;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Stop after so many nodes; default: ${DEFAULT-VALUE}.")
    private int most;

    @Option(names = "--user", paramLabel = "NAME", description = "User name at the machine; short for --set user=NAME.")
    private @Nullable String user;

    @Option(
            names = "--password",
            paramLabel = "REFERENCE",
            converter = SecretReference.class,
            description = "Where the password is: env:NAME, file:PATH or credential:NAME.")
    private @Nullable Secret password;

    @Option(names = "--security", paramLabel = "POLICY", description = "Short for --set security=POLICY.")
    private @Nullable String security;

    @Option(
            names = "--insecure",
            description = "Accept a connection that does not protect; short for --set insecure=true.")
    private boolean insecure;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One of the settings that the protocol has; may be given several times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description =
                    "Where this program's own certificate and the trusted ones are kept, when WHERE is a URL; default: fieldpost/browse in your data directory.")
    private @Nullable Path directory;

    /** Where certificates are when they are not in a gateway's store. */
    private @Nullable Path store;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private volatile boolean stopping;

    /** What to browse, and how it is written in a file; for a configured source the latter is its points alone. */
    private record Target(Driver driver, String heading, String indent) {}

    @Override
    public Integer call() throws InterruptedException {
        Limits.check(spec, "--depth", depth, MOST_LEVELS);
        Limits.check(spec, "--most", most, Integer.MAX_VALUE);
        // A log that is opened only when the process ends can't be opened any more.
        Logger.debug("browsing {}", where);
        Target target;
        try {
            target = where.contains("://") ? machine() : source();
        } catch (DriverException e) {
            return failed(e);
        }
        if (target == null) {
            return ExitCode.CONFIGURATION;
        }
        if (!(target.driver() instanceof Browsable browsable)) {
            throw refused("'" + where + "' has a driver that cannot browse");
        }
        return browse(target, browsable);
    }

    private @Nullable Target machine() throws DriverException {
        Map<String, String> further = new LinkedHashMap<>(settings);
        put(further, "user", user);
        put(further, "password", password == null ? null : password.toString());
        put(further, "security", security);
        put(further, "insecure", insecure ? "true" : null);
        try {
            DeviceSettings device = DeviceSettings.of(where, further, Drivers.onClassPath());
            Path own = directory == null ? ownDirectory() : directory;
            Driver driver = device.driver(new BrowseContext(
                    "browse",
                    "browse",
                    own.resolve("sources").resolve("browse"),
                    own.resolve("protocols").resolve(device.protocol()),
                    this::note));
            store = own;
            String heading = "sources:\n  - name: machine\n    protocol: " + device.protocol() + "\n    settings:\n"
                    + device.yaml("      ");
            return new Target(driver, heading, "    ");
        } catch (IllegalArgumentException e) {
            note("fieldpost: " + Words.of(e));
            return null;
        }
    }

    private static void put(Map<String, String> settings, String key, @Nullable String value) {
        if (value != null) {
            settings.put(key, value);
        }
    }

    private static Path ownDirectory() {
        String data = System.getenv("XDG_DATA_HOME");
        Path base = data == null || data.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(data);
        return base.resolve("fieldpost").resolve("browse");
    }

    private @Nullable Target source() throws DriverException {
        if (!settings.isEmpty()
                || user != null
                || password != null
                || security != null
                || insecure
                || directory != null) {
            throw refused("the settings of '" + where + "' stand in " + file + "; those options belong to a URL");
        }
        Drivers drivers = Configuration.drivers(file, spec.commandLine().getErr());
        Result<GatewayConfig> result = Configuration.read(file, drivers);
        if (result instanceof Result.Rejected<GatewayConfig> rejected) {
            Configuration.print(rejected.problems(), file, spec.commandLine().getErr());
            return null;
        }
        GatewayConfig config = ((Result.Read<GatewayConfig>) result).value();
        for (Source source : config.sources()) {
            if (source.name().equals(where)) {
                Path own = config.store().path();
                DriverFactory<?> factory = Objects.requireNonNull(drivers.find(source.protocol()));
                Driver driver = driver(
                        factory,
                        source,
                        new BrowseContext(
                                where,
                                config.gateway().id(),
                                own.resolve("sources").resolve(where),
                                own.resolve("protocols").resolve(source.protocol()),
                                this::note));
                return new Target(driver, "# source " + where + " of " + file + "\n", "");
            }
        }
        throw refused("there is no source '" + where + "' in " + file + "; there are: "
                + config.sources().stream().map(Source::name).collect(Collectors.joining(", ")));
    }

    private static <C extends Record> Driver driver(DriverFactory<C> factory, Source source, BrowseContext context)
            throws DriverException {
        return factory.create(factory.configType().cast(source.settings()), context);
    }

    private int browse(Target target, Browsable browsable) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Thread browsing = Thread.currentThread();
        Thread stop = new Thread(() -> stop(browsing, closed), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            target.driver().open();
            print(target, browsable);
            return ExitCode.OK;
        } catch (DriverException e) {
            return failed(e);
        } catch (UncheckedDriverException e) {
            return failed(e.failure());
        } finally {
            target.driver().close();
            spec.commandLine().getOut().flush();
            closed.countDown();
            unhook(stop);
        }
    }

    /** Ctrl-C: a machine has few sessions, so ours is closed and not left to its time-out. */
    private void stop(Thread browsing, CountDownLatch closed) {
        stopping = true;
        browsing.interrupt();
        try {
            closed.await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void unhook(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // The process ends already: that is why we are here.
        }
    }

    private void print(Target target, Browsable browsable) throws DriverException {
        PrintWriter out = spec.commandLine().getOut();
        PointsText found = new PointsText();
        int seen = 0;
        boolean more = false;
        try (Stream<FoundPoint> stream = browsable.browse(from, Math.max(1, depth))) {
            Iterator<FoundPoint> nodes = stream.iterator();
            while (!more && nodes.hasNext()) {
                FoundPoint node = nodes.next();
                more = seen == most;
                if (!more) {
                    seen++;
                    found.add(node);
                    if (!points) {
                        out.println(TreeText.line(node));
                        out.flush();
                    }
                }
            }
        }
        if (points) {
            out.print(target.heading() + found.yaml(target.indent()));
            out.flush();
        }
        note(
                more
                        ? "stopped after " + most + " nodes; there are more: raise --most, or begin at one of them"
                        : "nodes: " + seen + ", of which can be points: " + found.size());
    }

    private int failed(DriverException failure) {
        if (stopping) {
            return ExitCode.FAILED;
        }
        spec.commandLine().getErr().println("fieldpost: " + Words.of(failure));
        if (store != null && failure.reason() == Reason.REFUSED) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "Certificates of this command are in " + store + ": fieldpost trust list --store " + store);
        }
        spec.commandLine().getErr().flush();
        return failure.reason() == Reason.CONFIGURATION ? ExitCode.CONFIGURATION : ExitCode.FAILED;
    }

    private ParameterException refused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private void note(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
