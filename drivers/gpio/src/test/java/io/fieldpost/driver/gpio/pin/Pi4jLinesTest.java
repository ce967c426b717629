package io.fieldpost.driver.gpio.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.gpio.address.Pull;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The library's own provider for the kernel's old files, on files in a folder: a line that is exported already, whose value a test writes
 * as the kernel would. Its thread watches the folder.
 */
class Pi4jLinesTest {
    @TempDir
    Path gpio;

    @BeforeEach
    void layOutTheFiles() throws Exception {
        file("export", "");
        file("unexport", "");
        line(529);
        line(539);
    }

    private void line(int number) throws Exception {
        file("gpio" + number + "/direction", "in\n");
        file("gpio" + number + "/value", "0\n");
        file("gpio" + number + "/edge", "none\n");
    }

    private void file(String path, String text) throws Exception {
        Path file = gpio.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String text(String path) throws Exception {
        return Files.readString(gpio.resolve(path)).strip();
    }

    private Pi4jLines lines() throws Exception {
        return new Pi4jLines(LineProvider.linuxfs(gpio, 512, 58));
    }

    @Test
    void outputIsDrivenByTheKernelsFiles() throws Exception {
        try (Pi4jLines lines = lines()) {
            Lines.Output output = lines.output(27, true);
            assertThat(text("gpio539/direction")).isEqualTo("high");
            output.set(false);
            assertThat(text("gpio539/value")).isEqualTo("0");
            output.close();
            assertThat(text("unexport")).isEqualTo("539");
        }
    }

    /** A kernel with interrupts refuses it with an input/output error, and so the whole line. */
    @Test
    void edgesOfAnOutputAreNotAskedFor() throws Exception {
        try (Pi4jLines lines = lines()) {
            lines.output(27, false).close();
            assertThat(text("gpio539/direction")).isEqualTo("low");
            assertThat(text("gpio539/edge")).isEqualTo("none");
        }
    }

    /** Its number is that of a line of the next chip, which may switch the board's own supply. */
    @Test
    void lineBehindTheLastOfTheChipIsRefused() throws Exception {
        line(512 + 58);
        try (Pi4jLines lines = lines()) {
            assertThatThrownBy(() -> lines.output(58, true))
                    .hasMessage("there is no line 58; the chip has 58, counted from 0");
            assertThatThrownBy(() -> lines.input(58, Pull.NONE, high -> {})).hasMessageContaining("no line 58");
            assertThat(text("gpio570/direction")).isEqualTo("in");
        }
    }

    @Test
    void lineBelongsToOneSource() throws Exception {
        try (Pi4jLines one = lines();
                Pi4jLines other = lines()) {
            Lines.Output output = one.output(27, true);
            assertThatThrownBy(() -> other.output(27, false)).hasMessageContaining("another source has it");
            assertThat(text("gpio539/direction")).isEqualTo("high");
            output.close();
            other.output(27, false).close();
        }
    }

    @Test
    void edgesArriveFromTheLibrarysThreadWhichEndsWithTheLastSource() throws Exception {
        LinkedBlockingQueue<Boolean> edges = new LinkedBlockingQueue<>();
        Pi4jLines other = lines();
        try (Pi4jLines lines = lines()) {
            Lines.Input input = lines.input(17, Pull.NONE, edges::add);
            assertThat(text("gpio529/edge")).isEqualTo("both");
            assertThat(input.isHigh()).isFalse();
            // The watching begins on a thread of its own; until then a change is seen by no one.
            for (int attempt = 0; attempt < 300 && edges.isEmpty(); attempt++) {
                file("gpio529/value", attempt % 2 == 0 ? "1\n" : "0\n");
                Boolean edge = edges.poll(100, TimeUnit.MILLISECONDS);
                if (edge != null) {
                    edges.add(edge);
                }
            }
            assertThat(edges).isNotEmpty();
            input.close();
        }
        assertThat(threads()).isTrue();
        other.close();
        for (int wait = 0; wait < 1000 && threads(); wait++) {
            Thread.onSpinWait();
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(threads()).isFalse();
    }

    private static boolean threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("Pi4J"));
    }

    @Test
    void lineThatTheKernelDoesNotHaveIsToldWithItsNumber() throws Exception {
        try (Pi4jLines lines = lines()) {
            assertThatThrownBy(() -> lines.input(40, Pull.NONE, high -> {}))
                    .hasMessageContaining("line 40 can't be had");
        }
    }

    @Test
    void lineCanBeHadAgainOnceItWasClosed() throws Exception {
        try (Pi4jLines lines = lines()) {
            Lines.Output output = lines.output(27, false);
            assertThatThrownBy(() -> lines.input(27, Pull.NONE, high -> {})).hasMessageContaining("line 27");
            output.close();
            lines.input(27, Pull.NONE, high -> {}).close();
        }
    }
}
