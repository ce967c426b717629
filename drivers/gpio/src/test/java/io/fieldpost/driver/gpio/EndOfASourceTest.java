package io.fieldpost.driver.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.gpio.address.Pull;
import io.fieldpost.driver.gpio.pin.Lines;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which a source ends: an agent that has no more time leaves what comes last undone. */
class EndOfASourceTest {
    @TempDir
    Path directory;

    private final List<String> told = new ArrayList<>();
    private MockBoard board;
    private Lines.EdgeListener meter = high -> {};

    @BeforeEach
    void layOutABoard() throws Exception {
        board = new MockBoard(directory.resolve("board"));
    }

    @Test
    void outputsAreSafeThenCountersAreKeptThenInputsAreWaitedFor() throws Exception {
        TestContext context = new TestContext("pins", board.clock, directory.resolve("source"));
        BoardAccess real = board.access();
        GpioDriver driver = new GpioDriver(
                MockBoard.settings(),
                context,
                new BoardAccess(
                        real.board(), provider -> new NotedLines(), real.chipsBy(), System::nanoTime, millis -> {}));
        driver.open();
        Point lamp = new Point("pins", "lamp", "dout/27", ValueType.BOOL, "1");
        driver.read(List.of(lamp, new Point("pins", "meter", "counter/22/debounce=0s", ValueType.INT, "1")));
        driver.write(lamp, new Value.Bool(true));
        meter.changed(true);
        told.clear();
        driver.close();
        assertThat(told).containsExactly("lamp false, 0 counted", "input closed, 1 counted");
    }

    /** What the next start would find. */
    private long counted() {
        try {
            NumberBook next = new NumberBook(directory.resolve("source"), Duration.ofMinutes(1));
            next.load(board.clock.instant());
            return next.number(NumberBook.Kind.COUNTER, 22);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private final class NotedLines implements Lines {
        @Override
        public Input input(int line, Pull pull, EdgeListener listener) {
            meter = listener;
            return new Input() {
                @Override
                public boolean isHigh() {
                    return false;
                }

                @Override
                public void close() {
                    told.add("input closed, " + counted() + " counted");
                }
            };
        }

        @Override
        public Output output(int line, boolean high) {
            return new Output() {
                @Override
                public void set(boolean high) {
                    told.add("lamp " + high + ", " + counted() + " counted");
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }
}
