package io.fieldpost.driver.gpio.pin;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.gpio.address.Pull;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Lines by Pi4J. Debouncing is not left to it: its own waits for quiet without counting what it dropped, and the mock and file providers
 * have none.
 */
public final class Pi4jLines implements Lines {
    private final LineProvider provider;
    private final Context context;
    private boolean open = true;

    /** @throws DriverException {@code UNREACHABLE} when the provider does not work with this board */
    public Pi4jLines(LineProvider provider) throws DriverException {
        this.provider = provider;
        this.context = SharedContexts.take(provider);
    }

    @Override
    public Input input(int line, Pull pull, EdgeListener listener) throws DriverException {
        String id = id(line);
        LineFiles files = null;
        try {
            check(line);
            files = files(line);
            DigitalInput input = context.create(DigitalInput.newConfigBuilder(context)
                    .id(id)
                    .address(provider.base() + line)
                    .pull(resistance(pull))
                    .debounce(0L)
                    .build());
            input.addListener(event -> {
                if (event.state() != DigitalState.UNKNOWN) {
                    listener.changed(event.state() == DigitalState.HIGH);
                }
            });
            return new WatchedLine(input, files, id, line);
        } catch (IOException | RuntimeException | LinkageError e) {
            if (files != null) {
                files.close();
            }
            throw refused(line, e);
        }
    }

    @Override
    public Output output(int line, boolean high) throws DriverException {
        String id = id(line);
        try {
            check(line);
            LineFiles files = files(line);
            if (files != null) {
                return new WrittenLine(files, line, high);
            }
            DigitalOutput output = context.create(DigitalOutput.newConfigBuilder(context)
                    .id(id)
                    .address(provider.base() + line)
                    .initial(DigitalState.getState(high))
                    .build());
            return new DrivenLine(output, id, line);
        } catch (IOException | RuntimeException | LinkageError e) {
            throw refused(line, e);
        }
    }

    /** The kernel would give a line of another chip for a number that is too large. */
    private void check(int line) throws DriverException {
        if (line >= provider.lines()) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "there is no line " + line + "; the chip has " + provider.lines() + ", counted from 0");
        }
    }

    private @Nullable LineFiles files(int line) throws IOException {
        Path directory = provider.files();
        return directory == null ? null : LineFiles.open(directory, provider.base() + line);
    }

    private static String id(int line) {
        return "fieldpost-line-" + line;
    }

    private static PullResistance resistance(Pull pull) {
        return switch (pull) {
            case UP -> PullResistance.PULL_UP;
            case DOWN -> PullResistance.PULL_DOWN;
            case NONE -> PullResistance.OFF;
        };
    }

    private DriverException refused(int line, Throwable e) {
        return new DriverException(
                Reason.CONFIGURATION,
                "line " + line + " can't be had by " + provider.name() + ": " + Contexts.cause(e)
                        + "; another source, another program or a device of the board may have it: gpioinfo tells",
                e);
    }

    private void end(String id, int line) {
        try {
            context.shutdown(id);
        } catch (RuntimeException e) {
            // The library has told it in the log; the line is given back all the same.
        }
        try {
            provider.release().accept(line);
        } catch (RuntimeException | LinkageError e) {
            // Was not requested any more.
        }
    }

    private final class WatchedLine implements Input {
        private final DigitalInput input;
        private final @Nullable LineFiles files;
        private final String id;
        private final int line;

        WatchedLine(DigitalInput input, @Nullable LineFiles files, String id, int line) {
            this.input = input;
            this.files = files;
            this.id = id;
            this.line = line;
        }

        @Override
        public boolean isHigh() throws DriverException {
            try {
                return input.state() == DigitalState.HIGH;
            } catch (RuntimeException e) {
                throw new DriverException(
                        Reason.UNREACHABLE, "line " + line + " can't be read: " + Contexts.cause(e), e);
            }
        }

        @Override
        public void close() {
            end(id, line);
            if (files != null) {
                files.close();
            }
        }
    }

    /** An output by the kernel's files. */
    private static final class WrittenLine implements Output {
        private final LineFiles files;
        private final int line;

        WrittenLine(LineFiles files, int line, boolean high) throws IOException {
            this.files = files;
            this.line = line;
            try {
                files.drive(high);
            } catch (IOException e) {
                files.close();
                throw e;
            }
        }

        @Override
        public void set(boolean high) throws DriverException {
            try {
                files.set(high);
            } catch (IOException e) {
                throw new DriverException(Reason.PROTOCOL, "line " + line + " can't be set: " + Contexts.cause(e), e);
            }
        }

        @Override
        public void close() {
            files.close();
        }
    }

    private final class DrivenLine implements Output {
        private final DigitalOutput output;
        private final String id;
        private final int line;

        DrivenLine(DigitalOutput output, String id, int line) {
            this.output = output;
            this.id = id;
            this.line = line;
        }

        @Override
        public void set(boolean high) throws DriverException {
            try {
                output.state(DigitalState.getState(high));
            } catch (RuntimeException e) {
                throw new DriverException(Reason.PROTOCOL, "line " + line + " can't be set: " + Contexts.cause(e), e);
            }
        }

        @Override
        public void close() {
            end(id, line);
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            SharedContexts.giveBack(provider);
        }
    }
}
