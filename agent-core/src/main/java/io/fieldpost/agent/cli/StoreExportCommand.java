package io.fieldpost.agent.cli;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.inspect.Export;
import io.fieldpost.agent.store.StoreReader;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code fieldpost store export}. */
@Command(
        name = "export",
        description = {
            "Write the measurements of a store as text, a line each.",
            "A damaged record is skipped, with a line on standard error."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, nothing was skipped",
            "1:something was, or could not be written, as printed",
            "2:the command line is wrong, as printed",
            "4:the directory is no store, or can't be read, as printed"
        })
final class StoreExportCommand implements Callable<Integer> {
    private static final int BUFFER = 64 * 1024;

    @Parameters(paramLabel = "DIRECTORY", description = "The store's directory: store.path in the gateway's file.")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Option(
            names = "--format",
            paramLabel = "jsonl|csv",
            defaultValue = "jsonl",
            description = "JSON objects, one a line, or comma-separated values with a header line; default:"
                    + " ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Export.Format format;

    @Option(
            names = "--stream",
            paramLabel = "S",
            description = "alarm, data or bulk; default: all three, in this order.")
    private @Nullable StreamName stream;

    @Option(names = "--from", paramLabel = "SEQ", description = "Lowest number; needs --stream.")
    private @Nullable Long from;

    @Option(names = "--to", paramLabel = "SEQ", description = "Highest number; needs --stream.")
    private @Nullable Long to;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Time.class,
            description = "Stored at this time or later, by the gateway's clock, such as 2026-11-23T10:00:00Z or"
                    + " 2026-11-23T18:00+08:00.")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "TIME", converter = Time.class, description = "Stored before this time.")
    private @Nullable Instant until;

    @Option(names = "--output", paramLabel = "FILE", description = "Where to; default: standard output.")
    private @Nullable Path output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (stream == null && (from != null || to != null)) {
            throw new ParameterException(
                    spec.commandLine(), "each stream has numbers of its own: say --stream with --from and --to");
        }
        Export.Selection selection = new Export.Selection(
                stream == null ? List.of(StreamName.values()) : List.of(stream),
                Objects.requireNonNullElse(from, 1L),
                Objects.requireNonNullElse(to, Long.MAX_VALUE),
                since,
                until);
        return StoreCommand.run(spec, () -> {
            StoreReader store = StoreReader.open(directory);
            PrintWriter err = spec.commandLine().getErr();
            try (OutputStream out = open()) {
                boolean whole = Export.write(store, selection, format, out, err::println);
                err.flush();
                return whole ? ExitCode.OK : ExitCode.FAILED;
            } catch (IOException | UncheckedIOException e) {
                return failed(e, err);
            }
        });
    }

    private OutputStream open() throws IOException {
        if (output == null) {
            return new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
        }
        Path parent = Objects.requireNonNullElse(output.toAbsolutePath().getParent(), output.toAbsolutePath());
        if (Files.exists(parent) && parent.toRealPath().startsWith(directory.toRealPath())) {
            throw new ParameterException(
                    spec.commandLine(), output + " is in the store, where nothing else belongs: name another place");
        }
        return new BufferedOutputStream(Files.newOutputStream(output), BUFFER);
    }

    private int failed(Exception e, PrintWriter err) {
        Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
        // A reader such as "head" that has enough is no failure that a person wants to hear of.
        if (output != null || !String.valueOf(cause.getMessage()).contains("Broken pipe")) {
            err.println("fieldpost: the export can't be written to " + (output == null ? "standard output" : output)
                    + ": " + Words.of(cause));
            err.flush();
        }
        return ExitCode.FAILED;
    }

    /** Reads an instant, with the offset that makes it one. */
    static final class Time implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + text + "' is no time with its offset from UTC; write it like"
                        + " 2026-11-23T10:00:00Z or 2026-11-23T18:00+08:00");
            }
        }
    }
}
